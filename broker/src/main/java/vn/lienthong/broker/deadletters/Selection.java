// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.deadletters;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.broker.mailbox.DeadLetters.Unreadable;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;

/**
 * Which dead letters are meant: all that match everything given.
 *
 * @param ids only these; none for any
 * @param endpoint only those that died in this endpoint's queues
 * @param agency only those sent by or for this agency
 * @param kind only documents or only statuses
 * @param reason only those whose reason begins so, such as {@code LT-D05}
 */
public record Selection(
        List<Long> ids,
        Optional<EndpointId> endpoint,
        Optional<AgencyId> agency,
        Optional<MessageKind> kind,
        Optional<String> reason) {
    /** Every dead letter. */
    public static final Selection ALL =
            new Selection(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Copies the ids. */
    public Selection {
        ids = List.copyOf(ids);
    }

    /** The same with another code for its agency. */
    public Selection naming(UnaryOperator<AgencyId> codes) {
        return new Selection(ids, endpoint, agency.map(codes), kind, reason);
    }

    boolean includes(DeadLetter letter) {
        return (ids.isEmpty() || ids.contains(letter.id()))
                && (endpoint.isEmpty() || endpoint.equals(letter.endpoint()))
                && agency.map(wanted -> isOf(wanted, letter)).orElse(true)
                && kind.map(letter.kind()::equals).orElse(true)
                && reason.map(letter.reason()::startsWith).orElse(true);
    }

    /** Of what cannot be read nobody knows whose it is. */
    boolean includes(Unreadable letter) {
        return (ids.isEmpty() || ids.contains(letter.id()))
                && endpoint.isEmpty()
                && agency.isEmpty()
                && kind.isEmpty()
                && reason.map(letter.reason()::startsWith).orElse(true);
    }

    private static boolean isOf(AgencyId agency, DeadLetter letter) {
        return letter.document().agency().equals(agency) || letter.recipients().contains(agency);
    }
}
