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
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.KeyPurpose;

/** Which keys documents are sealed for. Thread-safe. */
final class RecipientKeys {
    private final ProvenKeys keys;
    private final Clock clock;
    private final RecentAnswers<AgencyId, ProvenKeys.Answered> known = new RecentAnswers<>();

    RecipientKeys(ProvenKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The key of each endpoint that receives for these agencies: the newest of those that are good.
     *
     * @throws RefusalException naming every endpoint that has none
     */
    Map<EndpointId, EndpointKey> of(List<AgencyId> agencies) {
        Instant now = clock.instant();
        Map<EndpointId, EndpointKey> found = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (AgencyId agency : agencies) {
            ProvenKeys.Answered answered = known.of(
                    agency,
                    answer -> newest(answer, now).isPresent(),
                    () -> keys.ask(Optional.empty(), agency, KeyPurpose.SEALING));
            newest(answered, now)
                    .ifPresentOrElse(
                            key -> found.put(answered.endpoint(), key),
                            () -> problems.add(ErrorCode.SEALING_KEY_MISSING.with(
                                    answered.endpoint().value())));
        }
        if (!problems.isEmpty()) {
            throw new RefusalException(new Refusal(problems.stream().distinct().toList()));
        }
        return found;
    }

    /** The exchange sends them elsewhere now. */
    void forget(List<AgencyId> agencies) {
        agencies.forEach(known::forget);
    }

    private static Optional<EndpointKey> newest(ProvenKeys.Answered answered, Instant now) {
        return answered.keys().stream().filter(key -> key.isGoodAt(now)).findFirst();
    }
}
