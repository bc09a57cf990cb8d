// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;

/** An endpoint has so many connections and no more, and that is nobody else's trouble. */
final class ConnectionLimitTest {
    private static final int LIMIT = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path data;

    private final List<TestClient> open = new ArrayList<>();
    private TestExchange exchange;

    @BeforeEach
    void start() {
        exchange = TestExchange.start(data, "limit.connections=" + LIMIT)
                .with("hue", "H57")
                .with("government", "G22");
    }

    @AfterEach
    void stop() throws JMSException {
        for (TestClient client : open) {
            client.close();
        }
        exchange.close();
    }

    @Test
    void one_connection_too_many_is_refused_with_the_reason_and_the_others_work_on() throws JMSException {
        fill("hue");

        assertThatThrownBy(() -> exchange.connect("hue"))
                .isInstanceOf(JMSException.class)
                .satisfies(e -> assertThat(problem(e)).contains(tooMany(LIMIT)));

        for (TestClient client : open) {
            client.submit(TestSubmission.document("H57", "G22"));
        }
        try (TestClient government = exchange.connect("government")) {
            assertThat(government.receiveAll("inbox.government")).hasSize(LIMIT);
        }
    }

    @Test
    void amqp_and_stomp_clients_are_told_the_reason_too() throws Exception {
        fill("hue");

        assertThatThrownBy(() -> TestClient.connect(
                        new JmsConnectionFactory(exchange.keys("hue").amqpUrl(exchange.port())),
                        jakarta.jms.Session.AUTO_ACKNOWLEDGE))
                .hasStackTraceContaining(ErrorCode.TOO_MANY_CONNECTIONS.code());
        assertThatThrownBy(() -> new StompClient(exchange.keys("hue"), exchange.port()).close())
                .hasStackTraceContaining(ErrorCode.TOO_MANY_CONNECTIONS.code());
    }

    @Test
    void when_one_connection_ends_another_may_come() throws JMSException {
        fill("hue");
        open.remove(0).close();

        await().atMost(PATIENCE).ignoreExceptions().until(() -> open.add(exchange.connect("hue")));

        assertThat(open).hasSize(LIMIT);
    }

    @Test
    void connections_that_never_sign_in_are_cut() throws Exception {
        fill("hue");
        try (SSLSocket silent = (SSLSocket)
                exchange.keys("hue").sslContext().getSocketFactory().createSocket("localhost", exchange.port())) {
            silent.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            silent.getOutputStream().write("CONNECT\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(endOf(silent)).isEqualTo(-1);
        }
    }

    @Test
    void a_limit_of_its_own_counts_at_once() throws JMSException {
        exchange.administration()
                .addEndpoint(new Endpoint(
                        new EndpointId("hue"),
                        "Huế",
                        List.of(new AgencyId("H57")),
                        Optional.of(new EndpointLimits(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(1),
                                Optional.empty()))));
        open.add(exchange.connect("hue"));

        assertThatThrownBy(() -> exchange.connect("hue"))
                .satisfies(e -> assertThat(problem(e)).contains(tooMany(1)));
    }

    private void fill(String endpoint) throws JMSException {
        for (int i = 0; i < LIMIT; i++) {
            open.add(exchange.connect(endpoint));
        }
    }

    /** What the other side does: -1 when it closes. */
    private static int endOf(SSLSocket socket) throws IOException {
        return socket.getInputStream().read();
    }

    private static Problem tooMany(int limit) {
        return ErrorCode.TOO_MANY_CONNECTIONS.with("hue", Integer.toString(limit));
    }

    private static Optional<Problem> problem(Throwable failure) {
        return Refusal.parse(String.valueOf(failure.getMessage()))
                .map(refusal -> refusal.problems().get(0));
    }
}
