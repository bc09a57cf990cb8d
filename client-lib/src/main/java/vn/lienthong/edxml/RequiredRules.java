// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;
import java.util.Optional;

/**
 * Required values. An error is what the checkers of known centres refuse (From.OrganId, a receiver, CodeNumber,
 * CodeNotation, Subject); a warning is what the standard numbers as required but real traffic often lacks.
 */
final class RequiredRules {
    private RequiredRules() {}

    static void check(Edoc edoc, RuleRun run) {
        require(edoc.from().organId(), Paths.FROM + "/OrganId", run);
        require(edoc.codeNumber(), Paths.HEADER + "/Code/CodeNumber", run);
        require(edoc.codeNotation(), Paths.HEADER + "/Code/CodeNotation", run);
        require(edoc.subject(), Paths.SUBJECT, run);
        expect(edoc.from().name(), Paths.FROM + "/OrganName", run);
        expect(edoc.documentId(), Paths.DOCUMENT_ID, run);
        expect(edoc.promulgationPlace(), Paths.HEADER + "/PromulgationInfo/Place", run);
        expect(edoc.promulgationDate(), Paths.PROMULGATION_DATE, run);
        expect(edoc.documentType().name(), Paths.TYPE_NAME, run);
        expect(edoc.signer().fullName(), Paths.HEADER + "/SignerInfo/FullName", run);
        expect(edoc.trace().stream().findFirst(), Paths.TRACE + "/TraceHeader", run);
        receivers(edoc.to(), run);
        answered(edoc.responseFor(), run);
    }

    static void check(StatusMessage status, RuleRun run) {
        DocumentReference document = status.responseFor();
        require(status.from().organId(), Paths.FROM + "/OrganId", run);
        require(document.organId(), Paths.RESPONSE_FOR + "/OrganId", run);
        require(document.code(), Paths.RESPONSE_FOR + "/Code", run);
        require(document.documentId(), Paths.RESPONSE_FOR + "/DocumentId", run);
        require(Values.text(status.statusCode()), Paths.HEADER + "/StatusCode", run);
        expect(status.from().name(), Paths.FROM + "/OrganName", run);
        expect(status.timestamp(), Paths.HEADER + "/Timestamp", run);
    }

    private static void receivers(List<Organization> receivers, RuleRun run) {
        if (receivers.isEmpty()) {
            run.report(RuleCode.RECEIVER_MISSING, Paths.HEADER, "");
        }
        for (int i = 0; i < receivers.size(); i++) {
            require(receivers.get(i).organId(), Paths.to(i) + "/OrganId", run);
            expect(receivers.get(i).name(), Paths.to(i) + "/OrganName", run);
        }
    }

    /** An empty ResponseFor is common and means nothing; one that is begun should name the document. */
    private static void answered(List<DocumentReference> documents, RuleRun run) {
        for (int i = 0; i < documents.size(); i++) {
            DocumentReference document = documents.get(i);
            if (document.organId().isPresent() || document.code().isPresent()) {
                expect(document.organId(), Paths.nth(Paths.RESPONSE_FOR, i) + "/OrganId", run);
                expect(document.code(), Paths.nth(Paths.RESPONSE_FOR, i) + "/Code", run);
            }
        }
    }

    private static void require(Optional<?> value, String path, RuleRun run) {
        if (value.isEmpty()) {
            run.report(RuleCode.VALUE_MISSING, path, "");
        }
    }

    private static void expect(Optional<?> value, String path, RuleRun run) {
        if (value.isEmpty()) {
            run.report(RuleCode.EXPECTED_VALUE_MISSING, path, "");
        }
    }
}
