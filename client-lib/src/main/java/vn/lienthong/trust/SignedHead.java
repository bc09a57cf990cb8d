// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import vn.lienthong.protocol.json.HeadForm;

/**
 * The head of a log under the exchange's signature (over {@link LogHead#text}).
 *
 * @param head what is signed
 * @param signature the signature
 * @param signer the exchange's certificate for it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record SignedHead(LogHead head, byte[] signature, X509Certificate signer) {
    /** The name that the exchange's own signing certificate has, and no endpoint's. */
    public static final String EXCHANGE_NAME = "urn:lienthong:exchange";

    private static final int URI = 6;

    /** Copies the signature. */
    public SignedHead {
        signature = signature.clone();
    }

    /** The signature. */
    @Override
    public byte[] signature() {
        return signature.clone();
    }

    /** Signs a head with the exchange's key. */
    public static SignedHead sign(LogHead head, PrivateKey key, X509Certificate signer) {
        try {
            KeyAlgorithm kind = kind(signer);
            return new SignedHead(head, kind.sign(text(head), key, kind.provider()), signer);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the head of the log cannot be signed", e);
        }
    }

    /**
     * Reads one that travelled.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SignedHead of(HeadForm form) {
        return new SignedHead(
                LogHead.parse(form.text()),
                Base64.getDecoder().decode(form.signature()),
                PublicCertificate.parse(Base64.getDecoder().decode(form.signer())));
    }

    /** As it travels. */
    public HeadForm form() {
        Base64.Encoder base64 = Base64.getEncoder();
        return new HeadForm(
                head.text(), base64.encodeToString(signature), base64.encodeToString(PublicCertificate.encode(signer)));
    }

    private static KeyAlgorithm kind(X509Certificate signer) throws GeneralSecurityException {
        return SignatureAlgorithms.of(signer.getPublicKey())
                .orElseThrow(() -> new GeneralSecurityException("the head of a log is signed with no accepted key"));
    }

    private static byte[] text(LogHead head) {
        return head.text().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether its signature fits its certificate; who issued that is another question. */
    public boolean isSigned() {
        try {
            return kind(signer).verifies(text(head), signature, signer.getPublicKey());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Whether its certificate is that of an exchange, one of these authorities says so, and it was valid when the head was signed.
     *
     * @param authorities those that may say who the exchange is, not all that may say who an endpoint is
     */
    public boolean isOfExchange(Collection<X509Certificate> authorities) {
        return hasNameOfExchange()
                && wasValid()
                && authorities.stream().anyMatch(authority -> PublicCertificate.isIssuedBy(signer, authority));
    }

    private boolean wasValid() {
        return !head.time().isBefore(signer.getNotBefore().toInstant())
                && !head.time().isAfter(signer.getNotAfter().toInstant());
    }

    private boolean hasNameOfExchange() {
        try {
            var names = signer.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .anyMatch(name ->
                                    name.get(0).equals(URI) && name.get(1).equals(EXCHANGE_NAME));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
