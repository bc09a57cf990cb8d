// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes on values that are allowed but look filled in by software or in the wrong place. */
final class QualityRules {
    private static final int USUAL_INVENTED_DAYS = 2;
    private static final Pattern URGENCY_WORD =
            Pattern.compile("(?:^|[(\\[])\\s*(HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)\\s*(?:[)\\]:.–-]|$)");
    private static final Pattern NUMBER_WITH_YEAR = Pattern.compile("[^/]+/[0-9]{4}");

    private QualityRules() {}

    static void check(Edoc edoc, RuleRun run) {
        if (edoc.otherInfo().priority() == Urgency.NORMAL.code()) {
            edoc.dueDate()
                    .filter(due -> edoc.promulgationDate()
                            .filter(date -> date.plusDays(USUAL_INVENTED_DAYS).equals(due))
                            .isPresent())
                    .ifPresent(due -> run.report(RuleCode.INVENTED_DUE_DATE, Paths.HEADER + "/DueDate", due));
            urgencyWord(edoc)
                    .ifPresent(word ->
                            run.report(RuleCode.URGENCY_NOT_MARKED, Paths.HEADER + "/OtherInfo/Priority", word));
        }
        edoc.codeNumber()
                .filter(number -> number.contains("/")
                        && !NUMBER_WITH_YEAR.matcher(number).matches())
                .ifPresent(number -> run.report(RuleCode.REFERENCE_FORM, Paths.HEADER + "/Code/CodeNumber", number));
        edoc.codeNotation()
                .filter(notation -> edoc.codeNumber()
                        .filter(number -> notation.startsWith(number + "/"))
                        .isPresent())
                .ifPresent(
                        notation -> run.report(RuleCode.REFERENCE_FORM, Paths.HEADER + "/Code/CodeNotation", notation));
    }

    /** The word of urgency a document bears; a telegram (công điện) is urgent by its nature. */
    private static Optional<String> urgencyWord(Edoc edoc) {
        Optional<String> marked =
                edoc.subject().map(URGENCY_WORD::matcher).filter(Matcher::find).map(matcher -> matcher.group(1));
        return marked.or(
                () -> edoc.documentType().name().filter(name -> DocumentTypes.national().findByName(name).stream()
                        .anyMatch(type -> type.abbreviation().equals(Optional.of("CĐ")))));
    }
}
