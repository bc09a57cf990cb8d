// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.lienthong.trust.KeyAlgorithm;

/**
 * The authority of somebody else, with its list (CRL) and its responder (OCSP) on the loopback interface. What it answers, and who
 * signs that, can be set.
 */
final class ForeignAuthority implements AutoCloseable {
    private static final Duration YEAR = Duration.ofDays(365);

    private final X500Name name;
    private final AtomicLong serials = new AtomicLong(1000);
    private final Map<BigInteger, Instant> revoked = new ConcurrentHashMap<>();
    private final Map<BigInteger, Boolean> issued = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** Who signs; others than the authority itself must not be believed. */
    record Signer(KeyPair keys, X509Certificate certificate) {}

    final Signer own;
    volatile Signer listSigner;
    volatile Signer responder;
    volatile String signature = "SHA256withECDSA";
    volatile Duration age = Duration.ZERO;
    volatile Duration holds = Duration.ofHours(1);
    volatile Optional<String> listPlace = Optional.empty();
    volatile Optional<byte[]> fixedList = Optional.empty();
    volatile Optional<byte[]> fixedAnswer = Optional.empty();

    private final HttpServer server;
    private volatile boolean answering = true;

    /** Where a certificate says that it can be asked about. */
    enum Tells {
        LIST,
        RESPONDER,
        BOTH,
        NOTHING
    }

    ForeignAuthority(String commonName) throws Exception {
        name = new X500Name("CN=" + commonName + ",C=VN");
        KeyPair keys = KeyAlgorithm.P256.newKeyPair();
        Wish wish = new Wish(name, KeyUsage.keyCertSign | KeyUsage.cRLSign, true, Optional.empty(), Tells.NOTHING);
        own = new Signer(keys, certify(wish, keys, name, keys));
        listSigner = own;
        responder = own;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ca.crl", exchange -> answer(exchange, this::list));
        server.createContext("/ocsp", exchange -> {
            byte[] question = exchange.getRequestBody().readAllBytes();
            answer(exchange, () -> response(question));
        });
        server.start();
    }

    private record Wish(
            X500Name subject, int usage, boolean isAuthority, Optional<KeyPurposeId> purpose, Tells tells) {}

    X509Certificate certificate() {
        return own.certificate();
    }

    /** A certificate for signing. */
    X509Certificate issueSigning(String who, KeyPair keys, Tells tells) throws Exception {
        int usage = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
        return certify(
                new Wish(new X500Name("CN=" + who), usage, false, Optional.empty(), tells), keys, name, own.keys());
    }

    /** A certificate for connecting. */
    X509Certificate issueTls(String who, KeyPair keys, Tells tells) throws Exception {
        return certify(
                new Wish(
                        new X500Name("CN=" + who),
                        KeyUsage.digitalSignature,
                        false,
                        Optional.of(KeyPurposeId.id_kp_clientAuth),
                        tells),
                keys,
                name,
                own.keys());
    }

    /** An authority below this one; what it issues names the sources of this one. */
    Signer issueAuthority(String who) throws Exception {
        KeyPair keys = KeyAlgorithm.P256.newKeyPair();
        X500Name subject = new X500Name("CN=" + who);
        Wish wish = new Wish(subject, KeyUsage.keyCertSign | KeyUsage.cRLSign, true, Optional.empty(), Tells.LIST);
        return new Signer(keys, certify(wish, keys, name, own.keys()));
    }

    /** A signing certificate that an authority below this one issued; it tells nothing of itself. */
    X509Certificate issueSigningBelow(Signer between, String who, KeyPair keys) throws Exception {
        Wish wish =
                new Wish(new X500Name("CN=" + who), KeyUsage.digitalSignature, false, Optional.empty(), Tells.NOTHING);
        return certify(wish, keys, new JcaX509CertificateHolder(between.certificate()).getSubject(), between.keys());
    }

    /** Somebody who may answer for this authority; or not, with another purpose. */
    Signer issueResponder(KeyPurposeId purpose) throws Exception {
        KeyPair keys = KeyAlgorithm.P256.newKeyPair();
        Wish wish = new Wish(
                new X500Name("CN=responder"), KeyUsage.digitalSignature, false, Optional.of(purpose), Tells.NOTHING);
        return new Signer(keys, certify(wish, keys, name, own.keys()));
    }

    private X509Certificate certify(Wish wish, KeyPair keys, X500Name issuer, KeyPair issuerKeys) throws Exception {
        BigInteger serial = BigInteger.valueOf(serials.incrementAndGet());
        issued.put(serial, true);
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                serial,
                Date.from(now.minus(YEAR)),
                Date.from(now.plus(YEAR)),
                wish.subject(),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(wish.isAuthority()));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(wish.usage()));
        if (wish.purpose().isPresent()) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(wish.purpose().get()));
        }
        if (wish.tells() == Tells.LIST || wish.tells() == Tells.BOTH) {
            DistributionPointName list = new DistributionPointName(new GeneralNames(uri("/ca.crl")));
            builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(list, null, null)
            }));
        }
        if (wish.tells() == Tells.RESPONDER || wish.tells() == Tells.BOTH) {
            builder.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, uri("/ocsp")));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
    }

    private GeneralName uri(String path) {
        return new GeneralName(
                GeneralName.uniformResourceIdentifier,
                "http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    void revoke(X509Certificate certificate, Instant since) {
        revoked.put(certificate.getSerialNumber(), since);
    }

    void forget(X509Certificate certificate) {
        issued.remove(certificate.getSerialNumber());
    }

    /** Answers nobody from now on, or again. */
    void answering(boolean now) {
        answering = now;
    }

    int timesAsked() {
        return asked.get();
    }

    private interface Content {
        byte[] make() throws Exception;
    }

    private void answer(HttpExchange exchange, Content content) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            if (!answering) {
                return; // the connection ends without a word
            }
            byte[] bytes = content.make();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The list as it is now. */
    byte[] list() throws Exception {
        if (fixedList.isPresent()) {
            return fixedList.get();
        }
        Instant made = Instant.now().minus(age);
        JcaX509v2CRLBuilder list =
                new JcaX509v2CRLBuilder(own.certificate().getSubjectX500Principal(), Date.from(made));
        list.setNextUpdate(Date.from(made.plus(holds)));
        if (listPlace.isPresent()) {
            DistributionPointName place = new DistributionPointName(new GeneralNames(uri(listPlace.get())));
            list.addExtension(
                    Extension.issuingDistributionPoint, true, new IssuingDistributionPoint(place, false, false));
        }
        revoked.forEach((serial, since) -> list.addCRLEntry(serial, Date.from(since), CRLReason.keyCompromise));
        return list.build(new JcaContentSignerBuilder(signature)
                        .build(listSigner.keys().getPrivate()))
                .getEncoded();
    }

    private byte[] response(byte[] question) throws Exception {
        if (fixedAnswer.isPresent()) {
            return fixedAnswer.get();
        }
        OCSPReq request = new OCSPReq(question);
        Instant made = Instant.now().minus(age);
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        JcaBasicOCSPRespBuilder answer = new JcaBasicOCSPRespBuilder(
                responder.keys().getPublic(), digests.get(org.bouncycastle.cert.ocsp.CertificateID.HASH_SHA1));
        for (Req one : request.getRequestList()) {
            BigInteger serial = one.getCertID().getSerialNumber();
            answer.addResponse(one.getCertID(), status(serial), Date.from(made), Date.from(made.plus(holds)));
        }
        answer.setResponseExtensions(new Extensions(request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)));
        return new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        answer.build(
                                new JcaContentSignerBuilder(signature)
                                        .build(responder.keys().getPrivate()),
                                new X509CertificateHolder[] {new JcaX509CertificateHolder(responder.certificate())},
                                Date.from(made)))
                .getEncoded();
    }

    private CertificateStatus status(BigInteger serial) {
        if (revoked.containsKey(serial)) {
            return new RevokedStatus(Date.from(revoked.get(serial)), CRLReason.keyCompromise);
        }
        return issued.containsKey(serial) ? CertificateStatus.GOOD : new UnknownStatus();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
