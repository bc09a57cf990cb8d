// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.broker.authority.StatusSigner;
import vn.lienthong.broker.authority.StatusSigner.Status;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.PublicCertificate;

/**
 * Tells everybody which certificates of the exchange's authority were revoked: as a list at {@value #LIST} and one by one at
 * {@value #QUESTIONS} (OCSP). Without TLS, since what it says is signed.
 */
public final class StatusServer implements AutoCloseable {
    /** Where the list is. */
    public static final String LIST = "/authority.crl";

    /** Where questions are answered. */
    public static final String QUESTIONS = "/ocsp";

    private static final Duration VALID = Duration.ofHours(1);
    private static final Duration LIST_IS_FRESH = Duration.ofMinutes(10);
    private static final int LARGEST_QUESTION = 16 * 1024;
    private static final int OK = 200;
    private static final int BAD = 400;
    private static final int WRONG_METHOD = 405;

    private final KeyRegister register;
    private final StatusSigner signer;
    private final X509Certificate authority;
    private final Map<Fingerprint, Boolean> own = new HashMap<>();
    private final Clock clock;
    private final SmallServer server;
    private Optional<Known> known = Optional.empty();

    /** What the register said, and the list made of it. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Known(long size, Instant at, Map<BigInteger, Status> certificates, byte[] list) {}

    /**
     * Prepares the port; nothing is answered yet.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public StatusServer(InetSocketAddress listen, KeyDesk desk, Clock clock) {
        this.register = desk.register();
        this.signer = desk.authority().statusSigner(VALID);
        this.authority = desk.authority().certificate();
        this.clock = clock;
        SmallServer.limitPatience();
        try {
            server = new SmallServer(HttpServer.create(listen, 0), "revocation");
        } catch (IOException e) {
            throw new UncheckedIOException("port " + listen + " for revocation lists cannot be opened", e);
        }
        server.answer(LIST, this::list);
        server.answer(QUESTIONS, this::question);
    }

    /** Starts to answer. */
    public void start() {
        server.start();
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    private void list(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            SmallServer.send(exchange, OK, "application/pkix-crl", known().list());
        } else {
            SmallServer.send(exchange, WRONG_METHOD, "text/plain", new byte[0]);
        }
    }

    private void question(HttpExchange exchange) throws IOException {
        byte[] question = exchange.getRequestBody().readNBytes(LARGEST_QUESTION);
        try {
            Map<BigInteger, Status> certificates = known().certificates();
            byte[] answer =
                    signer.answer(question, serial -> Optional.ofNullable(certificates.get(serial)), clock.instant());
            SmallServer.send(exchange, OK, "application/ocsp-response", answer);
        } catch (IllegalArgumentException e) {
            SmallServer.send(exchange, BAD, "text/plain", new byte[0]);
        }
    }

    private synchronized Known known() {
        Instant now = clock.instant();
        long size = register.head().head().size();
        boolean isFresh = known.filter(said -> said.size() == size)
                .filter(said -> said.at().plus(LIST_IS_FRESH).isAfter(now))
                .isPresent();
        if (!isFresh) {
            known = Optional.of(look(size, now));
        }
        return known.orElseThrow();
    }

    private Known look(long size, Instant now) {
        Map<BigInteger, Status> certificates = new HashMap<>();
        Map<BigInteger, Instant> revoked = new HashMap<>();
        for (EndpointKey key : register.all()) {
            if (!isOwn(key.certificate())) {
                continue; // another authority tells about its own
            }
            BigInteger serial = key.certificate().getSerialNumber();
            Optional<Instant> since = key.revocation().map(EndpointKey.Revocation::since);
            certificates.put(serial, new Status(since));
            since.ifPresent(time -> revoked.put(serial, time));
        }
        return new Known(size, now, certificates, signer.list(revoked, now));
    }

    /** Each is looked at once: that takes a verification of its signature, and authorities may have the same name. */
    private boolean isOwn(X509Certificate certificate) {
        return own.computeIfAbsent(
                Fingerprint.of(certificate), unknown -> PublicCertificate.isIssuedBy(certificate, authority));
    }

    @Override
    public void close() {
        server.close();
    }
}
