// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Agency codes: form, scheme, whether the national list has the level-1 part and whether it was still open, and who sends
 * to whom. Codes are judged as of the date of the document, so that old documents stay good.
 */
final class AgencyRules {
    /** Enterprises use their registration code, by Decision 20/2020 art. 5. */
    private static final Pattern ENTERPRISE = Pattern.compile("[0-9]{10}(-[0-9]{3})?");

    /** Blocks of the Party and the National Assembly, whose codes are not in the list. */
    private static final Pattern UNLISTED_BLOCK = Pattern.compile("[AC](?!00)[0-9]{2}");

    private AgencyRules() {}

    static void check(Edoc edoc, RuleRun run) {
        LocalDate date = edoc.promulgationDate().orElse(run.today());
        code(Paths.FROM + "/OrganId", edoc.from().organId(), Optional.of(date), run);
        for (int i = 0; i < edoc.to().size(); i++) {
            code(Paths.to(i) + "/OrganId", edoc.to().get(i).organId(), Optional.of(date), run);
        }
        for (int i = 0; i < edoc.responseFor().size(); i++) {
            DocumentReference answered = edoc.responseFor().get(i);
            String path = Paths.nth(Paths.RESPONSE_FOR, i) + "/OrganId";
            code(path, answered.organId(), answered.promulgationDate(), run);
        }
        edoc.business().ifPresent(business -> business(business, date, run));
        receivers(edoc, run);
    }

    static void check(StatusMessage status, RuleRun run) {
        LocalDate date = status.timestamp().map(time -> time.toLocalDate()).orElse(run.today());
        code(Paths.FROM + "/OrganId", status.from().organId(), Optional.of(date), run);
        code(Paths.RESPONSE_FOR + "/OrganId", status.responseFor().organId(), Optional.of(date), run);
        status.from()
                .agencyId()
                .filter(from -> isSame(from, status.responseFor().agencyId()))
                .ifPresent(from -> run.report(RuleCode.SENDER_IS_RECEIVER, Paths.RESPONSE_FOR + "/OrganId", from));
    }

    /** Whether two codes mean the same agency, whatever form they are in. */
    static boolean isSame(AgencyId one, Optional<AgencyId> other) {
        return other.map(AgencyRules::canonical).filter(canonical(one)::equals).isPresent();
    }

    private static AgencyId canonical(AgencyId code) {
        return AgencyCatalogue.currentForm(code).orElse(code);
    }

    private static void receivers(Edoc edoc, RuleRun run) {
        Set<AgencyId> seen = new HashSet<>();
        for (int i = 0; i < edoc.to().size(); i++) {
            Optional<AgencyId> receiver = edoc.to().get(i).agencyId();
            String path = Paths.to(i) + "/OrganId";
            if (receiver.isPresent() && !seen.add(canonical(receiver.get()))) {
                run.report(RuleCode.REPEATED_RECEIVER, path, receiver.get());
            } else if (receiver.isPresent()
                    && isSame(receiver.get(), edoc.from().agencyId())) {
                run.report(RuleCode.SENDER_IS_RECEIVER, path, receiver.get());
            }
        }
    }

    private static void business(BusinessInfo business, LocalDate date, RuleRun run) {
        String receiver = Paths.BUSINESS + "/BussinessDocumentInfo/ReceiverList/Receiver/OrganId";
        business.update().ifPresent(update -> {
            codes(receiver, update.addedReceivers(), Optional.of(date), run);
            codes(receiver, update.removedReceivers(), Optional.empty(), run);
        });
        for (int i = 0; i < business.replacements().size(); i++) {
            String path =
                    Paths.nth(Paths.BUSINESS + "/ReplacementInfoList/ReplacementInfo", i) + "/OrganIdList/OrganId";
            codes(path, business.replacements().get(i).organIds(), Optional.empty(), run);
        }
    }

    private static void codes(String path, List<String> codes, Optional<LocalDate> date, RuleRun run) {
        codes.forEach(code -> code(path, Optional.of(code), date, run));
    }

    /** Checks one code; without a date it may be closed. */
    private static void code(String path, Optional<String> value, Optional<LocalDate> date, RuleRun run) {
        if (value.isEmpty()) {
            return;
        }
        if (!AgencyId.isValid(value.get())) {
            run.report(RuleCode.NOT_AN_AGENCY_CODE, path, value.get());
            return;
        }
        AgencyId code = new AgencyId(value.get());
        if (code.scheme() == AgencyId.Scheme.UNKNOWN
                && !ENTERPRISE.matcher(code.value()).matches()) {
            run.report(RuleCode.UNKNOWN_CODE_SCHEME, path, code);
        }
        AgencyCatalogue.levelOneOf(code).ifPresent(levelOne -> levelOne(path, code, levelOne, date, run));
    }

    private static void levelOne(String path, AgencyId code, AgencyId levelOne, Optional<LocalDate> date, RuleRun run) {
        Optional<AgencyEntry> entry = AgencyCatalogue.national().find(levelOne);
        if (entry.isEmpty() && !UNLISTED_BLOCK.matcher(levelOne.value()).matches()) {
            run.report(RuleCode.UNKNOWN_AGENCY, path, code, levelOne);
        }
        entry.filter(known -> date.flatMap(day -> known.closedSince().filter(closed -> !day.isBefore(closed)))
                        .isPresent())
                .ifPresent(closed -> run.report(RuleCode.CLOSED_AGENCY, path, code, closure(closed)));
    }

    /** {@code 2025-07-01 (→ H50)}. */
    private static String closure(AgencyEntry entry) {
        String since = entry.closedSince().map(LocalDate::toString).orElse("");
        return entry.successors().isEmpty()
                ? since
                : since
                        + entry.successors().stream()
                                .map(AgencyId::value)
                                .collect(Collectors.joining(", ", " (→ ", ")"));
    }
}
