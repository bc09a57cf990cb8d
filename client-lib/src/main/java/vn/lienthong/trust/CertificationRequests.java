// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Collection;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import vn.lienthong.protocol.EndpointId;

/**
 * Requests for certificates (PKCS#10): written by who has a key, read by who issues. A key that can sign signs its own request; one
 * that cannot is vouched for by a signing key of the same endpoint, which signs in its place.
 */
public final class CertificationRequests {
    private CertificationRequests() {}

    /**
     * Writes a request.
     *
     * @param key the key that shall be certified
     * @param signing signs the request if that key cannot
     */
    public static byte[] write(EndpointId endpoint, KeyPair key, KeyPair signing) {
        boolean signsItself = algorithm(key.getPublic()).signature().isPresent();
        KeyPair signer = signsItself ? key : signing;
        KeyAlgorithm kind = algorithm(signer.getPublic());
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + endpoint), key.getPublic())
                    .build(new JcaContentSignerBuilder(kind.signature().orElseThrow())
                            .setProvider(kind.provider())
                            .build(signer.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a request for a certificate cannot be written", e);
        }
    }

    /**
     * The key that a request is about, after everything was checked that can be checked.
     *
     * @param endpoint who asks
     * @param signing the keys of the endpoint that may vouch for one that cannot sign
     * @throws IllegalArgumentException if it cannot be granted, and why
     */
    public static PublicKey read(
            byte[] request, EndpointId endpoint, KeyPurpose purpose, Collection<PublicKey> signing) {
        try {
            PKCS10CertificationRequest asked = new PKCS10CertificationRequest(request);
            PublicKey key = new JcaPKCS10CertificationRequest(asked)
                    .setProvider(BouncyCastle.PROVIDER)
                    .getPublicKey();
            checkName(asked, endpoint);
            KeyAlgorithm algorithm = algorithm(key);
            if (!KeyAlgorithm.allowedFor(purpose).contains(algorithm)) {
                throw new IllegalArgumentException(
                        "a key of kind " + algorithm.wireName() + " does not serve for " + purpose.wireName());
            }
            boolean signsItself = algorithm.signature().isPresent();
            if (!isSignedByOne(asked, signsItself ? Set.of(key) : signing)) {
                throw new IllegalArgumentException("the request for " + purpose.wireName() + " is not signed by "
                        + (signsItself ? "its own key" : "a signing key of " + endpoint));
            }
            return key;
        } catch (IOException | GeneralSecurityException | PKCSException | OperatorCreationException e) {
            throw new IllegalArgumentException("the request for " + purpose.wireName() + " cannot be read", e);
        }
    }

    /** Signs bytes with an endpoint's key. */
    public static byte[] sign(byte[] content, CertifiedKey key) {
        KeyAlgorithm kind = algorithm(key.certificate().getPublicKey());
        try {
            return kind.sign(content, key.key(), kind.provider());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key cannot sign", e);
        }
    }

    /** Whether bytes were signed with one of these keys. */
    public static boolean isSigned(byte[] content, byte[] signature, Collection<PublicKey> keys) {
        return keys.stream().anyMatch(key -> isSigned(content, signature, key));
    }

    private static boolean isSigned(byte[] content, byte[] signature, PublicKey key) {
        try {
            return algorithm(key).verifies(content, signature, key);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isSignedByOne(PKCS10CertificationRequest request, Collection<PublicKey> keys)
            throws GeneralSecurityException, OperatorCreationException, PKCSException {
        if (!SignatureAlgorithms.accepts(request.getSignatureAlgorithm())) {
            String name = new DefaultSignatureNameFinder().getAlgorithmName(request.getSignatureAlgorithm());
            throw new IllegalArgumentException("a request signed with " + name + " is not accepted");
        }
        for (PublicKey key : keys) {
            KeyAlgorithm kind = algorithm(key);
            if (request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                    .setProvider(kind.provider())
                    .build(kind.ours(key)))) {
                return true;
            }
        }
        return false;
    }

    private static void checkName(PKCS10CertificationRequest request, EndpointId endpoint) {
        var names = request.getSubject().getRDNs(BCStyle.CN);
        boolean fits = names.length == 1
                && IETFUtils.valueToString(names[0].getFirst().getValue()).equals(endpoint.value());
        if (!fits) {
            throw new IllegalArgumentException("the request names '" + request.getSubject() + "', not " + endpoint);
        }
    }

    private static KeyAlgorithm algorithm(PublicKey key) {
        return KeyAlgorithm.of(key)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "a key of kind " + key.getAlgorithm()
                                        + " is too short or not known; known are ed25519, p256, p384, rsa from 2048 bits, ml-dsa-65-ed25519, x25519 and ml-kem-768-x25519"));
    }
}
