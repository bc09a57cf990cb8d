// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.authority.SigningKey;
import vn.lienthong.broker.authority.Validity;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.broker.keys.KeyRegister.NewKey;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.SignedHead;

/**
 * Issues certificates and registers them, in one step: a certificate that is not in the register counts for nothing. Who creates
 * it closes it. Thread-safe.
 */
public final class KeyDesk implements AutoCloseable {
    private final CertificateAuthority authority;
    private final KeyRegister register;
    private final Clock clock;

    private KeyDesk(CertificateAuthority authority, KeyRegister register, Clock clock) {
        this.authority = authority;
        this.register = register;
        this.clock = clock;
    }

    /**
     * Opens authority and register of an exchange, and makes what is not there. A register that is new takes in the certificates
     * that an older version has handed out.
     *
     * @throws java.io.UncheckedIOException if the log of keys was damaged
     */
    public static KeyDesk open(KeyFolders folders, Clock clock) {
        CertificateAuthority authority = CertificateAuthority.open(folders.authority());
        SigningKey signer = authority.signer(folders.signer());
        KeyRegister register = new KeyRegister(
                folders.register(), head -> SignedHead.sign(head, signer.key(), signer.certificate()), clock);
        if (register.isEmpty()) {
            new HandedOutKeys(folders.handedOut(), authority).registerIn(register);
        }
        return new KeyDesk(authority, register, clock);
    }

    /** The register. */
    public KeyRegister register() {
        return register;
    }

    /** The authority. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** Makes keys and certificates for an endpoint, writes them into a folder and registers them. */
    public void issue(EndpointId endpoint, KeyFiles files, String by) {
        Validity validity = Validity.startingAt(clock.instant(), CertificateAuthority.ENDPOINT_VALIDITY);
        register.register(newKeys(endpoint, authority.issueEndpoint(endpoint, validity, files)), by);
    }

    static List<NewKey> newKeys(EndpointId endpoint, Map<KeyPurpose, X509Certificate> certificates) {
        return certificates.entrySet().stream()
                .map(entry -> new NewKey(endpoint, entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public void close() {
        register.close();
    }
}
