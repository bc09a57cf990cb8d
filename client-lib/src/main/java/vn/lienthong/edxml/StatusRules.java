// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Status code, its reason, and whether the addressee can be the right one. */
final class StatusRules {
    private StatusRules() {}

    static void check(StatusMessage status, RuleRun run) {
        if (status.statusCode().isBlank()) {
            return;
        }
        Optional<ProcessingStatus> known = status.status();
        if (known.isEmpty()) {
            String codes = Arrays.stream(ProcessingStatus.values())
                    .map(ProcessingStatus::code)
                    .collect(Collectors.joining(", "));
            run.report(RuleCode.UNKNOWN_STATUS_CODE, Paths.HEADER + "/StatusCode", status.statusCode(), codes);
            return;
        }
        if (known.get().needsDescription() && status.description().isEmpty()) {
            run.report(
                    RuleCode.STATUS_REASON_MISSING,
                    Paths.HEADER + "/Description",
                    known.get().code() + " (" + known.get().vietnamese() + ")");
        }
        addressee(status, known.get(), run);
    }

    /** The issuer of the document is the sender of a take-back and the addressee of every other status. */
    private static void addressee(StatusMessage status, ProcessingStatus known, RuleRun run) {
        boolean takeBack = known == ProcessingStatus.TAKE_BACK_ASKED;
        Optional<AgencyId> expected =
                takeBack ? status.from().agencyId() : status.responseFor().agencyId();
        status.responseFor()
                .documentId()
                .flatMap(DocumentIdRules::issuer)
                .filter(issuer -> expected.isPresent() && !AgencyRules.isSame(issuer, expected))
                .ifPresent(issuer -> run.report(
                        RuleCode.STATUS_ADDRESSEE_DISAGREES, Paths.RESPONSE_FOR + "/OrganId", issuer, known.code()));
    }
}
