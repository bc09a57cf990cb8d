// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.keys;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.lienthong.broker.keys.Holding.Registration;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyPurpose;

/**
 * Which public keys were ever registered, by the digests of them, so that none gets a second certificate for something else, or after
 * it was revoked. Thread-safe.
 */
final class PublicKeys {
    private final Map<Fingerprint, List<Holding>> holdings = new ConcurrentHashMap<>();

    void add(Fingerprint key, Holding holding) {
        holdings.computeIfAbsent(key, any -> new CopyOnWriteArrayList<>()).add(holding);
    }

    /**
     * Requires that a key may have a certificate, another one perhaps, for a purpose of an endpoint.
     *
     * @throws RefusalException if it was revoked, or is registered for something else
     */
    void requireFree(Fingerprint key, EndpointId endpoint, KeyPurpose purpose) {
        for (Holding holding : holdings.getOrDefault(key, List.of())) {
            Registration known = holding.registration();
            String whose = known.endpoint().value();
            holding.end().ifPresent(end -> {
                throw new RefusalException(ErrorCode.KEY_WAS_REVOKED.with(
                        whose,
                        known.purpose().wireName(),
                        end.revocation().since().toString()));
            });
            if (!known.endpoint().equals(endpoint) || known.purpose() != purpose) {
                throw new RefusalException(
                        ErrorCode.KEY_TAKEN.with(whose, known.purpose().wireName(), purpose.wireName()));
            }
        }
    }
}
