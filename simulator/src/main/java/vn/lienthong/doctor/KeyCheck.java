// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.CertificateNames;
import vn.lienthong.trust.SealingKeys;
import vn.lienthong.trust.SigningKey;
import vn.lienthong.trust.SigningUse;
import vn.lienthong.words.Words;

/** Whether a key store can be opened, its key fits its certificate, and that is for what it is used for. */
final class KeyCheck {
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final byte[] SAMPLE = "lienthong doctor".getBytes(StandardCharsets.UTF_8);

    private final char[] password;
    private final Findings findings;

    KeyCheck(char[] password, Findings findings) {
        this.password = password.clone();
        this.findings = findings;
    }

    /** The key for connecting; its certificate, if there is one. */
    Optional<X509Certificate> connecting(Path file) {
        Optional<X509Certificate> certificate = own(Subject.KEY, file);
        certificate.ifPresent(found -> {
            Optional<String> wrong =
                    purposes(found).filter(list -> !list.contains(CLIENT)).map(List::toString);
            use(Subject.KEY, file, wrong.map(list -> "extended key usage " + list));
        });
        return certificate;
    }

    /** The key for signing, in a file or in a token. */
    Optional<X509Certificate> signing(Path file) {
        Optional<X509Certificate> certificate = Optional.empty();
        try {
            certificate = Optional.of(SigningKey.load(file, password).certificate());
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            unusable(Subject.SIGNING_KEY, file, String.valueOf(e.getMessage()));
        }
        certificate.ifPresent(found -> {
            use(Subject.SIGNING_KEY, file, SigningUse.obstacle(found));
            fits(Subject.SIGNING_KEY, file); // or it would not have been read
            Term.examine(Subject.SIGNING_KEY, Words.same(file), found, findings);
        });
        return certificate;
    }

    /** The keys for opening what was sealed. */
    List<X509Certificate> sealing(Path file) {
        try {
            List<X509Certificate> certificates =
                    SealingKeys.load(file, password).certificates();
            certificates.forEach(found -> Term.examine(Subject.SEALING_KEY, Words.same(file), found, findings));
            return certificates;
        } catch (RefusalException e) {
            unusable(Subject.SEALING_KEY, file, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** Whether a certificate names the endpoint that the one for connecting names. */
    void sameEndpoint(Subject subject, X509Certificate connecting, X509Certificate other) {
        Optional<EndpointId> one = CertificateNames.endpoint(connecting);
        Optional<EndpointId> another = CertificateNames.endpoint(other);
        if (!one.equals(another)) {
            findings.failed(
                    subject,
                    new Words(
                            "its certificate is of " + other.getSubjectX500Principal() + ", the one for connecting of "
                                    + connecting.getSubjectX500Principal(),
                            "chứng thư này của " + other.getSubjectX500Principal() + ", chứng thư kết nối của "
                                    + connecting.getSubjectX500Principal()),
                    new Words("use the keys of one endpoint", "hãy dùng khóa của cùng một hệ thống"));
        }
    }

    /** The key of a file, whatever it is for; its certificate, if there is one. */
    Optional<X509Certificate> own(Subject subject, Path file) {
        try {
            KeyStore store = ClientDoctor.store(file, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    fit(subject, file, key, certificate);
                    Term.examine(subject, Words.same(file), certificate, findings);
                    return Optional.of(certificate);
                }
            }
            unusable(subject, file, "it holds no key with a certificate");
        } catch (GeneralSecurityException | IOException e) {
            unusable(subject, file, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private void fit(Subject subject, Path file, PrivateKey key, X509Certificate certificate) {
        boolean fits;
        try {
            Signature signature = Signature.getInstance(algorithm(certificate.getPublicKey()));
            signature.initSign(key);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(SAMPLE);
            fits = signature.verify(signed);
        } catch (GeneralSecurityException e) {
            fits = false;
        }
        if (fits) {
            fits(subject, file);
        } else {
            findings.failed(
                    subject,
                    new Words(
                            "the key in " + file + " is not that of its certificate",
                            "khóa trong " + file + " không phải khóa của chứng thư"),
                    new Words(
                            "put key and certificate of one enrolment together, or enrol again",
                            "hãy ghép đúng khóa với chứng thư của cùng một lần đăng ký, hoặc đăng ký lại"));
        }
    }

    private void fits(Subject subject, Path file) {
        findings.passed(
                subject,
                new Words("the key in " + file + " fits its certificate", "khóa trong " + file + " khớp chứng thư"));
    }

    private static String algorithm(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    private static Optional<List<String>> purposes(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getExtendedKeyUsage());
        } catch (CertificateParsingException e) {
            return Optional.of(List.of());
        }
    }

    private void use(Subject subject, Path file, Optional<String> obstacle) {
        obstacle.ifPresent(why -> findings.failed(
                subject,
                new Words(
                        "the certificate in " + file + " is not for this use: " + why,
                        "chứng thư trong " + file + " không dùng cho việc này: " + why),
                new Words(
                        "use the certificate that was issued for it",
                        "hãy dùng đúng chứng thư được cấp cho việc này")));
    }

    private void unusable(Subject subject, Path file, String why) {
        findings.failed(
                subject,
                new Words(file + " cannot be used: " + why, "không dùng được " + file + ": " + why),
                new Words(
                        "check password-file and that the file is complete, or enrol again",
                        "hãy kiểm tra password-file và tệp còn nguyên vẹn, hoặc đăng ký lại"));
    }
}
