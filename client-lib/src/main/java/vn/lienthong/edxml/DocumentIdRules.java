// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of document ids. The id is opaque to the exchange; but where it has the usual three parts, they should agree
 * with the header, since receivers split them.
 */
final class DocumentIdRules {
    private static final Pattern THREE_PARTS =
            Pattern.compile("(?<organ>[^,]+),(?<date>[0-9]{4}/[0-9]{2}/[0-9]{2}),(?<reference>.+)");
    private static final Pattern OTHER_FORMS =
            Pattern.compile("[^,]+,[0-9]{4},[0-9]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final DateTimeFormatter WIRE_DATE = DateTimeFormatter.ofPattern("uuuu/MM/dd");

    private DocumentIdRules() {}

    static void check(Edoc edoc, RuleRun run) {
        if (edoc.documentId().isEmpty()) {
            return;
        }
        String id = edoc.documentId().get().value();
        Matcher parts = THREE_PARTS.matcher(id);
        if (parts.matches()) {
            // an update may carry the old id with new data, a recall the id of another document
            if (edoc.operation() == Operation.NEW || edoc.operation() == Operation.REPLACE) {
                compare(parts, edoc, run);
            }
        } else if (!OTHER_FORMS.matcher(id).matches()) {
            run.report(RuleCode.DOCUMENT_ID_FORM, Paths.DOCUMENT_ID, id);
        }
    }

    /** The agency in an id of three parts: the one that issued the document. */
    static Optional<AgencyId> issuer(DocumentId id) {
        return Optional.of(THREE_PARTS.matcher(id.value()))
                .filter(Matcher::matches)
                .map(parts -> parts.group("organ"))
                .filter(AgencyId::isValid)
                .map(AgencyId::new);
    }

    private static void compare(Matcher parts, Edoc edoc, RuleRun run) {
        String organ = parts.group("organ");
        edoc.from()
                .agencyId()
                .filter(from -> !AgencyId.isValid(organ) || !AgencyRules.isSame(from, Optional.of(new AgencyId(organ))))
                .ifPresent(from -> disagree(organ, from, run));
        Optional<LocalDate> date = edoc.promulgationDate();
        date.map(WIRE_DATE::format)
                .filter(own -> !own.equals(parts.group("date")))
                .ifPresent(own -> disagree(parts.group("date"), own, run));
        edoc.reference()
                .filter(own ->
                        edoc.codeNumber().isPresent() && edoc.codeNotation().isPresent())
                .filter(own -> !own.equals(parts.group("reference")))
                .ifPresent(own -> disagree(parts.group("reference"), own, run));
    }

    private static void disagree(String part, Object own, RuleRun run) {
        run.report(RuleCode.DOCUMENT_ID_DISAGREES, Paths.DOCUMENT_ID, part, own);
    }
}
