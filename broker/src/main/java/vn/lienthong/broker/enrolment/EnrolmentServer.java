// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import vn.lienthong.broker.access.WrongTries;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.Enrolment;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.protocol.json.IssuedCertificate;
import vn.lienthong.trust.PublicCertificate;

/**
 * Where holders of a token get their certificates: a port of its own, TLS 1.3, without client certificates, since they have none
 * yet. It takes small requests only, with few threads and short patience, so that whoever misuses it keeps nobody from sending
 * documents; whoever tries wrong tokens has to wait.
 */
public final class EnrolmentServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentServer.class);
    private static final int LARGEST_REQUEST = 32 * 1024;
    static final int WRONG_TRIES_ALLOWED = 10;
    private static final int OK = 200;
    private static final int DENIED = 403;
    private static final int WRONG_METHOD = 405;
    private static final int TOO_LARGE = 413;
    private static final int REFUSED = 422;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;

    private final KeyDesk desk;
    private final IntSupplier exchangePort;
    private final WrongTries tries = new WrongTries(WRONG_TRIES_ALLOWED, Duration.ofMinutes(1), Clock.systemUTC());
    private final SmallServer server;

    /**
     * Prepares the port; nothing is answered yet.
     *
     * @param tls the exchange's key, with the authority's certificate in its chain
     * @param exchangePort where messages are taken, known when it has started
     * @throws UncheckedIOException if the port is taken
     */
    public EnrolmentServer(InetSocketAddress listen, SSLContext tls, KeyDesk desk, IntSupplier exchangePort) {
        this.desk = desk;
        this.exchangePort = exchangePort;
        SmallServer.limitPatience();
        try {
            HttpsServer https = HttpsServer.create(listen, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters only = tls.getDefaultSSLParameters();
                    only.setProtocols(new String[] {"TLSv1.3"});
                    parameters.setSSLParameters(only);
                }
            });
            server = new SmallServer(https, "enrolment");
        } catch (IOException e) {
            throw new UncheckedIOException("port " + listen + " for enrolment cannot be opened", e);
        }
        server.answer(Enrolment.PATH, this::answer);
    }

    /** Starts to answer. */
    public void start() {
        server.start();
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            SmallServer.send(exchange, WRONG_METHOD, "text/plain", new byte[0]);
            return;
        }
        Object asker = exchange.getRemoteAddress().getAddress();
        if (tries.areTooMany(asker)) {
            send(exchange, TOO_MANY, refused(new RefusalException(ErrorCode.ENROLMENT_TOKEN_INVALID.with("-"))));
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
        if (body.length > LARGEST_REQUEST) {
            SmallServer.send(exchange, TOO_LARGE, "text/plain", new byte[0]);
            return;
        }
        enrol(exchange, asker, body);
    }

    private void enrol(HttpExchange exchange, Object asker, byte[] body) throws IOException {
        try {
            Enrolment.Request request = ExchangeJson.mapper().readValue(body, Enrolment.Request.class);
            if (request == null) {
                throw new IllegalArgumentException("no request");
            }
            List<IssuedCertificate> issued = desk.enrol(request.secret(), request.endpoint(), request.certificates());
            String authority = Base64.getEncoder()
                    .encodeToString(PublicCertificate.encode(desk.authority().certificate()));
            send(
                    exchange,
                    OK,
                    new Enrolment.Answer(Optional.empty(), issued, Optional.of(authority), exchangePort.getAsInt()));
            LOG.atInfo().addKeyValue("endpoint", request.endpoint()).log("endpoint enrolled");
        } catch (RefusalException e) {
            ErrorCode code = e.refusal().problems().get(0).code();
            boolean wrongToken = code == ErrorCode.ENROLMENT_TOKEN_INVALID;
            if (wrongToken) {
                tries.note(asker);
            }
            LOG.atWarn()
                    .addKeyValue("remoteAddress", asker)
                    .addKeyValue("errorCode", code.code())
                    .log("not enrolled");
            send(exchange, wrongToken ? DENIED : REFUSED, refused(e));
        } catch (JacksonException | IllegalArgumentException e) {
            tries.note(asker);
            send(
                    exchange,
                    REFUSED,
                    refused(new RefusalException(ErrorCode.ENROLMENT_REFUSED.with("the request cannot be read"))));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("an enrolment failed");
            send(exchange, FAILED, refused(new RefusalException(ErrorCode.INTERNAL.with("-"))));
        }
    }

    private static Enrolment.Answer refused(RefusalException why) {
        Refusal refusal = why.refusal();
        return new Enrolment.Answer(Optional.of(refusal.encode()), List.of(), Optional.empty(), 0);
    }

    private static void send(HttpExchange exchange, int status, Enrolment.Answer answer) throws IOException {
        SmallServer.send(
                exchange, status, "application/json", ExchangeJson.mapper().writeValueAsBytes(answer));
    }

    @Override
    public void close() {
        server.close();
    }
}
