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
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.TrustedAuthorities;

/**
 * Which keys documents are sealed for: those in the exchange's log of keys that a trusted authority vouches for as well. Thread-safe.
 */
final class RecipientKeys {
    private final ProvenKeys keys;
    private final Clock clock;
    private final TrustedAuthorities authorities;
    private final RecentAnswers<Recipient, Receiver> known;

    /** An agency, and whether it is to get a document or a recall. */
    private record Recipient(AgencyId agency, boolean recall) {}

    /**
     * Who receives.
     *
     * @param keys the newest first, those included that nobody vouches for
     * @param vouched those that a trusted authority vouches for
     */
    private record Receiver(EndpointId endpoint, List<EndpointKey> keys, List<EndpointKey> vouched) {
        Optional<EndpointKey> newest(Instant now) {
            return vouched.stream().filter(key -> key.isGoodAt(now)).findFirst();
        }

        Problem problem(Instant now) {
            return keys.stream()
                    .filter(key -> key.isGoodAt(now))
                    .findFirst()
                    .map(key -> ErrorCode.SEALING_KEY_UNTRUSTED.with(
                            endpoint.value(),
                            Fingerprint.of(key.certificate()).brief(),
                            key.certificate().getIssuerX500Principal().getName()))
                    .orElseGet(() -> ErrorCode.SEALING_KEY_MISSING.with(endpoint.value()));
        }
    }

    RecipientKeys(ProvenKeys keys, KeyNews news, TrustedAuthorities authorities, Clock clock) {
        this.keys = keys;
        this.authorities = authorities;
        this.clock = clock;
        this.known = new RecentAnswers<>(news);
    }

    /**
     * The key of each endpoint that receives for the recipients of a submission: the newest of those that are good and trusted.
     *
     * @throws RefusalException naming every recipient that cannot be sent to, and every endpoint that has no key
     */
    Map<EndpointId, EndpointKey> of(RoutingHeader header) {
        Instant now = clock.instant();
        Map<EndpointId, EndpointKey> found = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (AgencyId agency : header.to()) {
            try {
                Receiver receiver = receiver(new Recipient(agency, isRecall(header)), now);
                receiver.newest(now)
                        .ifPresentOrElse(
                                key -> found.put(receiver.endpoint(), key), () -> problems.add(receiver.problem(now)));
            } catch (DocumentRefusedException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusalException(new Refusal(problems.stream().distinct().toList()));
        }
        return found;
    }

    private Receiver receiver(Recipient recipient, Instant now) {
        return known.of(recipient, receiver -> receiver.newest(now).isPresent(), () -> ask(recipient, now));
    }

    private Receiver ask(Recipient recipient, Instant now) {
        ProvenKeys.Answered answered = keys.askReceiver(recipient.agency(), recipient.recall());
        List<EndpointKey> vouched = answered.keys().stream()
                .filter(key -> key.isGoodAt(now))
                .filter(key -> authorities.vouchFor(key.certificate(), List.of(), now))
                .toList();
        return new Receiver(answered.endpoint(), answered.keys(), vouched);
    }

    private static boolean isRecall(RoutingHeader header) {
        return header.operation() == Operation.RECALL;
    }

    /** The exchange sends them elsewhere now. */
    void forget(RoutingHeader header) {
        header.to().forEach(agency -> known.forget(new Recipient(agency, isRecall(header))));
    }
}
