// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.Enrolment;
import vn.lienthong.protocol.json.EnrolmentToken;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.PublicCertificate;

/** The exchange's port for enrolment, as somebody reaches it who trusts nothing but the fingerprint in a token. */
final class EnrolmentOffice {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EnrolmentToken token;

    EnrolmentOffice(EnrolmentToken token) {
        this.token = token;
    }

    /** The answer; a refusal or an exchange that cannot be reached ends the command. */
    Enrolment.Answer ask(Enrolment.Request request) {
        SSLParameters only = new SSLParameters();
        only.setProtocols(new String[] {"TLSv1.3"});
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .sslContext(pinned())
                .sslParameters(only)
                .build();
        HttpRequest post = HttpRequest.newBuilder(URI.create("https://" + token.address() + Enrolment.PATH))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(ExchangeJson.mapper().writeValueAsBytes(request)))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(post, BodyHandlers.ofByteArray());
            return read(response);
        } catch (IOException e) {
            throw new CommandFailure(ErrorCode.ENROLMENT_REFUSED.with(
                    token.address() + ": " + (e.getMessage() == null ? e.toString() : e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Enrolment.Answer read(HttpResponse<byte[]> response) throws IOException {
        try {
            Enrolment.Answer answer = ExchangeJson.mapper().readValue(response.body(), Enrolment.Answer.class);
            Optional<Refusal> refusal = answer.refusal().flatMap(Refusal::parse);
            if (refusal.isPresent()) {
                throw new RefusalException(refusal.get());
            }
            return answer;
        } catch (JacksonException e) {
            throw new IOException("the answer is none of an exchange (HTTP " + response.statusCode() + ")", e);
        }
    }

    /** The authority's certificate, if it is the one that the token names. */
    X509Certificate authority(Enrolment.Answer answer) {
        X509Certificate authority = PublicCertificate.parse(
                Base64.getDecoder().decode(answer.authority().orElse("")));
        if (!isPinned(authority)) {
            throw new CommandFailure(
                    ErrorCode.ENROLMENT_REFUSED.with("the authority is not the one that the token names"));
        }
        return authority;
    }

    private boolean isPinned(X509Certificate certificate) {
        return Fingerprint.of(certificate).value().equals(token.authority());
    }

    private SSLContext pinned() {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {new PinnedAuthority()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    /** Trusts the one authority with the fingerprint of the token, and checks the rest, host name included, as usual. */
    private final class PinnedAuthority extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            usual(chain).checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            usual(chain).checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("without a connection there is no host to check");
        }

        private X509ExtendedTrustManager usual(X509Certificate[] chain) throws CertificateException {
            X509Certificate authority = Arrays.stream(chain)
                    .filter(EnrolmentOffice.this::isPinned)
                    .findFirst()
                    .orElseThrow(() ->
                            new CertificateException("the exchange's authority is not the one that the token names"));
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setCertificateEntry("authority", authority);
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(store);
                return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
            } catch (GeneralSecurityException | IOException e) {
                throw new CertificateException("the pinned authority cannot be used", e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("clients are checked by nobody here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
                throws CertificateException {
            throw new CertificateException("clients are checked by nobody here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("clients are checked by nobody here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
