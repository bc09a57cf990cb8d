// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.trust.EndpointKey;

/** Which keys documents are sealed for. Thread-safe. */
final class RecipientKeys {
    private final ProvenKeys keys;
    private final Clock clock;
    private final RecentAnswers<Recipient, ProvenKeys.Answered> known = new RecentAnswers<>();

    /** An agency, and whether it is to get a document or a recall. */
    private record Recipient(AgencyId agency, boolean recall) {}

    RecipientKeys(ProvenKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The key of each endpoint that receives for the recipients of a submission: the newest of those that are good.
     *
     * @throws RefusalException naming every recipient that cannot be sent to, and every endpoint that has no key
     */
    Map<EndpointId, EndpointKey> of(RoutingHeader header) {
        Instant now = clock.instant();
        Map<EndpointId, EndpointKey> found = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (AgencyId agency : header.to()) {
            try {
                ProvenKeys.Answered answered = answered(new Recipient(agency, isRecall(header)), now);
                newest(answered, now)
                        .ifPresentOrElse(
                                key -> found.put(answered.endpoint(), key),
                                () -> problems.add(ErrorCode.SEALING_KEY_MISSING.with(
                                        answered.endpoint().value())));
            } catch (DocumentRefusedException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusalException(new Refusal(problems.stream().distinct().toList()));
        }
        return found;
    }

    private ProvenKeys.Answered answered(Recipient recipient, Instant now) {
        return known.of(
                recipient,
                answer -> newest(answer, now).isPresent(),
                () -> keys.askReceiver(recipient.agency(), recipient.recall()));
    }

    private static boolean isRecall(RoutingHeader header) {
        return header.operation() == Operation.RECALL;
    }

    /** The exchange sends them elsewhere now. */
    void forget(RoutingHeader header) {
        header.to().forEach(agency -> known.forget(new Recipient(agency, isRecall(header))));
    }

    private static Optional<EndpointKey> newest(ProvenKeys.Answered answered, Instant now) {
        return answered.keys().stream().filter(key -> key.isGoodAt(now)).findFirst();
    }
}
