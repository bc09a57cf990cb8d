// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.referencedms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.StatusRule;

/**
 * A document of its own.
 *
 * @param document its id
 * @param reference number and notation
 * @param subject what it is about
 * @param to its recipients
 * @param state {@code waiting} for the exchange, {@code sent}, or {@code refused} by the exchange
 * @param reason what the exchange said when it refused it, or the recipient
 * @param statuses by recipient, the code of the status that counts
 */
record Outgoing(
        String document,
        String reference,
        String subject,
        List<String> to,
        String state,
        Optional<String> reason,
        Map<String, String> statuses) {
    static final String WAITING = "waiting";
    static final String SENT = "sent";
    static final String REFUSED = "refused";

    Outgoing {
        to = List.copyOf(to);
        statuses = Map.copyOf(statuses);
    }

    Outgoing in(String next, Optional<String> why) {
        return new Outgoing(document, reference, subject, to, next, why.or(() -> reason), statuses);
    }

    /** Takes a status in; one that comes late moves nothing back. */
    Outgoing with(String agency, ProcessingStatus status, Optional<String> why) {
        int before = Optional.ofNullable(statuses.get(agency))
                .flatMap(ProcessingStatus::ofCode)
                .map(known -> StatusRule.of(known).step())
                .orElse(StatusRule.NO_STEP);
        Map<String, String> next = new TreeMap<>(statuses);
        if (StatusRule.of(status).step() >= before) {
            next.put(agency, status.code());
        }
        return new Outgoing(document, reference, subject, to, state, why.or(() -> reason), next);
    }
}
