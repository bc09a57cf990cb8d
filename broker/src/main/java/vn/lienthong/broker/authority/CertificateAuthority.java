// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.SignedHead;

/**
 * A certificate authority for development and trials: its key lies in a file of the data folder. A real exchange gets its
 * certificates from the authority its agencies trust. Thread-safe.
 */
public final class CertificateAuthority {
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
    private static final Duration SERVER_VALIDITY = Duration.ofDays(825);

    private static final String ENDPOINT_NAME = "urn:lienthong:endpoint:";

    /** How long the certificate of an endpoint is valid. */
    public static final Duration ENDPOINT_VALIDITY = Duration.ofDays(365);

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final Optional<StatusPlaces> places;

    private CertificateAuthority(X509Certificate certificate, PrivateKey key, Optional<StatusPlaces> places) {
        this.certificate = certificate;
        this.key = key;
        this.places = places;
    }

    /** Writes into the certificates it issues from now on where it is told whether they were revoked. */
    public CertificateAuthority telling(Optional<StatusPlaces> others) {
        return new CertificateAuthority(certificate, key, others);
    }

    /** The authority whose files are in a folder; made there when they are not. */
    public static CertificateAuthority open(Path folder) {
        KeyFiles files = new KeyFiles(folder);
        try {
            if (!Files.exists(files.keys())) {
                create(files);
            }
            KeyStores.Entry entry = KeyStores.read(files);
            return new CertificateAuthority(entry.certificate(), entry.key(), Optional.empty());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificate authority in " + folder + " cannot be used", e);
        }
    }

    /** Its certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Makes keys and certificates for an endpoint, valid from now. */
    public Map<KeyPurpose, X509Certificate> issueEndpoint(EndpointId endpoint, KeyFiles files) {
        return issueEndpoint(endpoint, Validity.startingAt(Instant.now(), ENDPOINT_VALIDITY), files);
    }

    /**
     * Makes keys and certificates for an endpoint: one to connect, one to sign, one to open what was sealed. They count for
     * nothing until they are registered.
     */
    public Map<KeyPurpose, X509Certificate> issueEndpoint(EndpointId endpoint, Validity validity, KeyFiles files) {
        try {
            Map<KeyPurpose, KeyStores.Entry> entries = new EnumMap<>(KeyPurpose.class);
            Map<KeyPurpose, X509Certificate> issued = new EnumMap<>(KeyPurpose.class);
            for (KeyPurpose purpose : KeyPurpose.values()) {
                KeyPair pair = Certificates.newKeyPair(purpose);
                X509Certificate made = certify(endpoint, purpose, pair.getPublic(), validity);
                entries.put(purpose, new KeyStores.Entry(pair.getPrivate(), made));
                issued.put(purpose, made);
            }
            KeyStores.write(files, entries, certificate);
            return issued;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates for " + endpoint + " cannot be made", e);
        }
    }

    /** Issues a certificate for a key of an endpoint; what it says of the endpoint comes from here alone. */
    public X509Certificate certify(EndpointId endpoint, KeyPurpose purpose, PublicKey publicKey, Validity validity) {
        GeneralName name = new GeneralName(GeneralName.uniformResourceIdentifier, ENDPOINT_NAME + endpoint);
        CertificateRequest request = new CertificateRequest(
                endpoint.value(),
                new Use(keyUsage(purpose, publicKey), extendedUsage(purpose)),
                List.of(name),
                validity,
                places);
        try {
            return Certificates.issue(request, publicKey, certificate, key);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate for " + endpoint + " cannot be made", e);
        }
    }

    /** Says which of its certificates were revoked; each word holds for a while. */
    public StatusSigner statusSigner(Duration valid) {
        return new StatusSigner(certificate, key, valid);
    }

    /** The certificates in the folder of an endpoint that this authority issued for it. */
    public Map<KeyPurpose, X509Certificate> certificatesOf(EndpointId endpoint, KeyFiles files) {
        try {
            Map<KeyPurpose, X509Certificate> found =
                    Files.exists(files.password()) ? KeyStores.certificates(files) : new EnumMap<>(KeyPurpose.class);
            found.values().removeIf(any -> !isOwn(any, endpoint));
            return found;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the key stores in " + files.folder() + " cannot be read", e);
        }
    }

    private boolean isOwn(X509Certificate any, EndpointId endpoint) {
        try {
            any.verify(certificate.getPublicKey());
            return any.getSubjectAlternativeNames().stream()
                    .anyMatch(name -> (ENDPOINT_NAME + endpoint).equals(name.get(1)));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static int keyUsage(KeyPurpose purpose, PublicKey publicKey) {
        return switch (purpose) {
            case TLS -> KeyUsage.digitalSignature;
            case SIGNING -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
            case SEALING -> isForEncipherment(publicKey) ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
        };
    }

    private static boolean isForEncipherment(PublicKey key) {
        return KeyAlgorithm.of(key)
                .filter(kind -> kind == KeyAlgorithm.RSA_2048 || kind == KeyAlgorithm.ML_KEM_768_X25519)
                .isPresent();
    }

    private static List<KeyPurposeId> extendedUsage(KeyPurpose purpose) {
        return switch (purpose) {
            case TLS -> List.of(KeyPurposeId.id_kp_clientAuth);
            case SIGNING -> List.of(KeyPurposeId.id_kp_documentSigning);
            case SEALING -> List.of();
        };
    }

    /**
     * Sees to it that an exchange has key and certificate.
     *
     * @throws RefusalException if those that are there do not belong together
     */
    public void provideServer(List<String> hostNames, KeyFiles files) {
        if (!Files.exists(files.keys())) {
            issueServer(hostNames, files);
        }
        try {
            KeyStores.read(files);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the key in " + files.folder() + " cannot be used", e);
        }
    }

    /** Makes key and certificate for an exchange that is reached under some host names. */
    public void issueServer(List<String> hostNames, KeyFiles files) {
        issueServer(hostNames, Validity.startingAt(Instant.now(), SERVER_VALIDITY), files);
    }

    /** The same for another time. */
    public void issueServer(List<String> hostNames, Validity validity, KeyFiles files) {
        List<GeneralName> names = new ArrayList<>();
        for (String host : hostNames) {
            boolean address = host.matches("[0-9.]+") || host.contains(":");
            names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
        }
        CertificateRequest request = new CertificateRequest(
                "Lienthong exchange",
                new Use(KeyUsage.digitalSignature, List.of(KeyPurposeId.id_kp_serverAuth)),
                names,
                validity,
                places);
        try {
            KeyPair pair = Certificates.newKeyPair();
            X509Certificate issued = Certificates.issue(request, pair.getPublic(), certificate, key);
            KeyStores.write(files, new KeyStores.Entry(pair.getPrivate(), issued), certificate);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate for the exchange cannot be made", e);
        }
    }

    /** The key with which the exchange signs the heads of its logs; made when it is not there, valid from now. */
    public CertifiedKey signer(KeyFiles files, Instant now) {
        try {
            if (!Files.exists(files.keys())) {
                CertificateRequest request = new CertificateRequest(
                        "Lienthong exchange log",
                        new Use(KeyUsage.digitalSignature | KeyUsage.nonRepudiation, List.of()),
                        List.of(new GeneralName(GeneralName.uniformResourceIdentifier, SignedHead.EXCHANGE_NAME)),
                        Validity.startingAt(now, SERVER_VALIDITY),
                        places);
                KeyPair pair = Certificates.newKeyPair(KeyPurpose.SIGNING);
                X509Certificate issued = Certificates.issue(request, pair.getPublic(), certificate, key);
                KeyStores.write(files, new KeyStores.Entry(pair.getPrivate(), issued), certificate);
            }
            KeyStores.Entry entry = KeyStores.read(files);
            return new CertifiedKey(entry.key(), entry.certificate());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the key in " + files.folder() + " cannot be used", e);
        }
    }

    private static void create(KeyFiles files) throws GeneralSecurityException, IOException {
        KeyPair pair = Certificates.newKeyPair();
        Validity validity = Validity.startingAt(Instant.now(), AUTHORITY_VALIDITY);
        X509Certificate own = Certificates.selfSigned("Lienthong development authority", validity, pair);
        KeyStores.write(files, new KeyStores.Entry(pair.getPrivate(), own), own);
    }

    /** What a certificate is to say. */
    record CertificateRequest(
            String commonName,
            Use use,
            List<GeneralName> alternativeNames,
            Validity validity,
            Optional<StatusPlaces> places) {}

    /** What the key of a certificate is for. */
    record Use(int keyUsage, List<KeyPurposeId> purposes) {}
}
