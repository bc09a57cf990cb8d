// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/**
 * A way of sealing, by the name that statements, sealed bodies and key packages carry. The body is sealed alike in all; they
 * differ in how its key is wrapped, so that a draft format can be replaced by a new suite.
 */
public enum Suite {
    /** Each package as the certificate of its recipient allows: X25519, P-256, RSA-OAEP, or hybrid. */
    S1,
    /** Each package hybrid: ML-KEM-768 together with X25519. What is kept today is not opened by the computers of later. */
    S2;

    /** The name on the wire, {@code S1}. */
    public String wireName() {
        return name();
    }

    /** The suite with a name, if it is known. */
    public static Optional<Suite> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(suite -> suite.wireName().equals(name))
                .findFirst();
    }

    /**
     * The suite with a name that somebody else wrote.
     *
     * @throws RefusalException {@code LT-S27} if it is not known
     */
    public static Suite require(String name) {
        return ofWireName(name)
                .orElseThrow(() -> new RefusalException(ErrorCode.SUITE_UNKNOWN.with(
                        name, Arrays.stream(values()).map(Suite::wireName).collect(Collectors.joining(", ")))));
    }

    /** The strongest suite in which one body can be sealed for all of these certificates. */
    public static Suite forAll(Collection<X509Certificate> recipients) {
        boolean hybrid = !recipients.isEmpty()
                && recipients.stream().allMatch(certificate -> RecipientKind.of(certificate)
                        .filter(RecipientKind.HYBRID::equals)
                        .isPresent());
        return hybrid ? S2 : S1;
    }

    /** Whether a key may be wrapped so. */
    boolean allows(RecipientKind kind) {
        return this == S1 || kind == RecipientKind.HYBRID;
    }
}
