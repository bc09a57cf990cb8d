// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cms.CMSException;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;

/**
 * The keys of an endpoint that open what was sealed for it: the one of today, and those before it, because documents that wait
 * or were kept were sealed for those. Thread-safe.
 */
public final class SealingKeys {
    private final List<Entry> entries;

    /**
     * A private key and the certificate others seal for.
     *
     * @param key never shown
     * @param certificate says which key it is
     */
    public record Entry(PrivateKey key, X509Certificate certificate) {
        /** What kind of key it is; to have the private key say so costs as much as a key agreement. */
        AlgorithmIdentifier algorithm() {
            return SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
                    .getAlgorithm();
        }

        @Override
        public String toString() {
            return "sealing key of " + certificate.getSubjectX500Principal();
        }
    }

    /** Holds these keys. */
    public SealingKeys(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads all keys of a PKCS#12 file, whoever wrote it. BouncyCastle reads it, because the JDK gives out no hybrid keys.
     *
     * @throws RefusalException {@code LT-T04} if the file cannot be read, holds no key that can open anything, or one beside the
     *     certificate of another
     */
    public static SealingKeys load(Path file, char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12", BouncyCastle.PROVIDER);
            store.load(in, password);
            List<Entry> entries = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate
                        && RecipientKind.of(certificate).isPresent()) {
                    entries.add(new Entry(key, certificate));
                }
            }
            if (entries.isEmpty()) {
                throw unusable(file, "no key in it is one of " + RecipientKind.accepted());
            }
            for (Entry entry : entries) {
                requireFit(file, entry);
            }
            return new SealingKeys(entries);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        }
    }

    /** What is sealed for the certificate has to open; otherwise that would be noticed only when a document comes. */
    private static void requireFit(Path file, Entry entry) throws GeneralSecurityException, IOException {
        X509Certificate certificate = entry.certificate();
        try {
            RecipientKind kind = RecipientKind.of(certificate).orElseThrow();
            byte[] wrapped = PackageWrapping.wrap(CertifiedKey.SAMPLE, kind, certificate);
            if (contentOf(PackageEnvelope.parse(wrapped), entry).isEmpty()) {
                throw unusable(
                        file,
                        "a key in it is not that of its certificate "
                                + Fingerprint.of(certificate).brief());
            }
        } catch (CMSException e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        }
    }

    private static RefusalException unusable(Path file, String why) {
        return new RefusalException(ErrorCode.KEY_STORE_UNUSABLE.with(file.toString(), why));
    }

    /** The certificates others seal for, in the order of the file. */
    public List<X509Certificate> certificates() {
        return entries.stream().map(Entry::certificate).toList();
    }

    /**
     * Opens a key package, which must be for this endpoint, this submission and this body.
     *
     * @param wrapped as it travelled
     * @param body what the verified statement of the submission says
     * @throws RefusalException {@code LT-S23} with the reason if it is not, or does not open; {@code LT-S27}
     */
    public KeyPackage open(byte[] wrapped, SubmissionId submission, EndpointId endpoint, SealedBody body) {
        try {
            PackageEnvelope envelope = PackageEnvelope.parse(wrapped);
            KeyPackage content = KeyPackageText.parse(contentOf(envelope));
            require(content.submission().equals(submission), "it is for submission " + content.submission());
            require(content.endpoint().equals(endpoint), "it is for endpoint " + content.endpoint());
            require(content.body().equals(body), "it is for another body");
            require(body.suite().allows(envelope.kind()), "its key wrap is too weak for suite " + body.suite());
            return content;
        } catch (IllegalArgumentException e) {
            throw new RefusalException(ErrorCode.KEY_PACKAGE_UNUSABLE.with(
                    submission.value(), endpoint.value(), String.valueOf(e.getMessage())));
        }
    }

    private byte[] contentOf(PackageEnvelope envelope) {
        List<Entry> named = entries.stream()
                .filter(entry -> envelope.isFor(entry.certificate()))
                .filter(entry -> RecipientKind.of(entry.certificate())
                        .filter(envelope.kind()::equals)
                        .isPresent())
                .toList();
        require(!named.isEmpty(), "it is wrapped for a key that is not in the key store");
        return named.stream()
                .flatMap(entry -> contentOf(envelope, entry).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it was changed, or wrapped for another key"));
    }

    /** What exactly failed is for nobody to see: it would help to guess. Decoders of hostile keys throw anything. */
    private static Optional<byte[]> contentOf(PackageEnvelope envelope, Entry entry) {
        try {
            return Optional.of(envelope.open(entry));
        } catch (CMSException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
