// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.util.List;
import java.util.Optional;
import vn.lienthong.protocol.EndpointId;

/** Which keys the endpoints have: the exchange's register, or what a recipient was shown of it. Thread-safe. */
public interface KeyDirectory {
    /**
     * The key with a certificate, revoked ones included.
     *
     * @param endpoint whose it is said to be
     */
    Optional<EndpointKey> find(EndpointId endpoint, Fingerprint certificate);

    /** The keys of an endpoint for a purpose, the newest first, revoked and expired ones included. */
    List<EndpointKey> keysOf(EndpointId endpoint, KeyPurpose purpose);
}
