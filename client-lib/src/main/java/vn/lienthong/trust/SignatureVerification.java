// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.jcajce.io.OutputStreamFactory;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;

/**
 * Verifies the signatures of one key. The verifier that the library builds does so twice for ECDSA and RSA, for the sake of tokens
 * that keep a session open otherwise; public keys are in no token. Thread-safe.
 */
final class SignatureVerification implements ContentVerifierProvider {
    private static final DigestCalculatorProvider DIGESTS = JdkProviders.digests();

    private final PublicKey key;

    private SignatureVerification(PublicKey key) {
        this.key = key;
    }

    /** For signers of CMS whose key this is. */
    static SignerInformationVerifier by(PublicKey key) {
        return new SignerInformationVerifier(
                new DefaultCMSSignatureAlgorithmNameGenerator(),
                new DefaultSignatureAlgorithmIdentifierFinder(),
                new SignatureVerification(key),
                DIGESTS);
    }

    @Override
    public boolean hasAssociatedCertificate() {
        return false;
    }

    @Override
    public X509CertificateHolder getAssociatedCertificate() {
        throw new UnsupportedOperationException("a key without its certificate");
    }

    @Override
    public ContentVerifier get(AlgorithmIdentifier algorithm) throws OperatorCreationException {
        try {
            Signature signature = Signature.getInstance(algorithm.getAlgorithm().getId(), BouncyCastle.PROVIDER);
            signature.initVerify(key);
            return new Verifier(algorithm, signature);
        } catch (GeneralSecurityException e) {
            throw new OperatorCreationException("no signatures of this kind", e);
        }
    }

    private record Verifier(AlgorithmIdentifier algorithm, Signature signature) implements ContentVerifier {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return algorithm;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStreamFactory.createStream(signature);
        }

        @Override
        public boolean verify(byte[] expected) {
            try {
                return signature.verify(expected);
            } catch (SignatureException e) {
                throw new RuntimeOperatorException("the signature cannot be read", e);
            }
        }
    }
}
