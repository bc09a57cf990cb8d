// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.authority.Validity;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Refusal;

/** The certificate decides who somebody is, and an endpoint may do three things: submit, and read its own two queues. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessTest {
    private static final int PATIENCE_MILLIS = 60_000;

    /** A client that is turned away in the handshake hears nothing. */
    private static final int NO_ANSWER_MILLIS = 3_000;

    private static final EndpointId HUE = new EndpointId("hue");

    private TestExchange exchange;
    private Path scratch;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path other) {
        scratch = other;
        exchange = TestExchange.start(data).with("hue", "H57").with("government", "G22");
    }

    @AfterAll
    void stop() {
        exchange.close();
    }

    @Test
    void an_endpoint_cannot_send_as_an_agency_it_does_not_host() throws JMSException {
        try (TestClient hue = exchange.connect("hue")) {
            assertThatThrownBy(() -> hue.submit(TestSubmission.document("G22", "H57")))
                    .isInstanceOf(JMSSecurityException.class)
                    .satisfies(e -> assertThat(Refusal.parse(String.valueOf(e.getMessage())))
                            .get()
                            .extracting(refusal -> refusal.problems().get(0).code())
                            .isEqualTo(ErrorCode.NOT_HOSTED));
        }
        assertThat(exchange.inboxSize("hue")).isZero();
    }

    @Test
    void an_endpoint_cannot_read_or_browse_the_queues_of_another() throws JMSException {
        try (TestClient hue = exchange.connect("hue")) {
            for (String queue : new String[] {"inbox.government", "statuses.government", "dead-letters", "expired"}) {
                assertThatThrownBy(() -> hue.consumer(queue)).as(queue).isInstanceOf(JMSException.class);
                assertThatThrownBy(() -> browse(hue.session(), queue)).as(queue).isInstanceOf(JMSException.class);
            }
            assertThatCode(() -> hue.consumer("inbox.hue").close()).doesNotThrowAnyException();
            assertThatCode(() -> browse(hue.session(), "statuses.hue")).doesNotThrowAnyException();
        }
    }

    @Test
    void an_endpoint_cannot_send_anywhere_but_to_submit() throws JMSException {
        for (String address : new String[] {"inbox.hue", "inbox.government", "activemq.management", "dead-letters"}) {
            try (TestClient hue = exchange.connect("hue")) {
                assertThatThrownBy(() -> hue.sendTo(address, TestSubmission.document("H57", "G22")))
                        .as(address)
                        .isInstanceOf(JMSException.class);
            }
        }
        assertThat(exchange.inboxSize("government")).isZero();
    }

    @Test
    void an_endpoint_cannot_create_queues() throws JMSException {
        try (TestClient hue = exchange.connect("hue")) {
            assertThatThrownBy(() -> hue.session().createTemporaryQueue()).isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> hue.session()
                            .createSharedDurableConsumer(hue.session().createTopic("submit"), "mine"))
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    void a_login_name_other_than_the_certificates_is_refused() {
        assertThatThrownBy(() -> signIn(exchange.keys("hue"), "government")).isInstanceOf(JMSSecurityException.class);
        assertThatCode(() -> signIn(exchange.keys("hue"), "hue")).doesNotThrowAnyException();
    }

    @Test
    void a_certificate_of_an_endpoint_nobody_registered_does_not_get_in() {
        KeyFiles files = new KeyFiles(scratch.resolve("stranger"));
        exchange.authority().issueEndpoint(new EndpointId("stranger"), files);
        assertThatThrownBy(() -> signIn(new TestKeys(files), null)).isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void an_expired_certificate_does_not_connect() {
        KeyFiles files = new KeyFiles(scratch.resolve("expired"));
        Instant now = Instant.now();
        exchange.authority().issueEndpoint(HUE, new Validity(now.minus(10, DAYS), now.minus(1, DAYS)), files);
        assertThatThrownBy(() -> connect(new TestKeys(files).url(exchange.port()), null, NO_ANSWER_MILLIS))
                .isInstanceOf(JMSException.class);
    }

    @Test
    void a_certificate_that_is_not_valid_yet_does_not_connect() {
        KeyFiles files = new KeyFiles(scratch.resolve("early"));
        Instant now = Instant.now();
        exchange.authority().issueEndpoint(HUE, new Validity(now.plus(1, DAYS), now.plus(10, DAYS)), files);
        assertThatThrownBy(() -> connect(new TestKeys(files).url(exchange.port()), null, NO_ANSWER_MILLIS))
                .isInstanceOf(JMSException.class);
    }

    @Test
    void a_certificate_of_a_foreign_authority_does_not_connect() {
        KeyFiles files = new KeyFiles(scratch.resolve("foreign"));
        CertificateAuthority.open(scratch.resolve("foreign-authority")).issueEndpoint(HUE, files);
        TestKeys foreign = new TestKeys(files);
        String url = foreign.url(exchange.port())
                .replace(
                        foreign.files().trust().toString(),
                        exchange.keys("hue").files().trust().toString())
                .replace(
                        "trustStorePassword=" + foreign.password(),
                        "trustStorePassword=" + exchange.keys("hue").password());
        assertThatThrownBy(() -> connect(url, null, NO_ANSWER_MILLIS)).isInstanceOf(JMSException.class);
    }

    @Test
    void the_exchanges_own_certificate_does_not_serve_as_a_clients() {
        TestKeys server = new TestKeys(exchange.folder().serverKeys());
        assertThatThrownBy(() -> connect(server.url(exchange.port()), null, NO_ANSWER_MILLIS))
                .isInstanceOf(JMSException.class);
    }

    @Test
    void nobody_connects_without_a_certificate() {
        assertThatThrownBy(() -> connect(exchange.keys("hue").trustingUrl(exchange.port()), null, NO_ANSWER_MILLIS))
                .isInstanceOf(JMSException.class);
    }

    @Test
    void tls_older_than_1_3_is_refused() throws IOException {
        try (SSLSocket socket = (SSLSocket)
                exchange.keys("hue").sslContext().getSocketFactory().createSocket("localhost", exchange.port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void an_endpoint_added_while_the_exchange_runs_can_work_at_once_and_a_removed_one_no_more() throws JMSException {
        exchange.with("haiphong", "H24");
        try (TestClient haiphong = exchange.connect("haiphong")) {
            haiphong.submit(TestSubmission.document("H24", "H57"));
            exchange.awaitInbox("hue", 1);

            exchange.administration().removeEndpoint(new EndpointId("haiphong"));

            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThatThrownBy(
                            () -> haiphong.submit(TestSubmission.document("H24", "H57")))
                    .isInstanceOf(JMSException.class));
        }
        assertThatThrownBy(() -> exchange.connect("haiphong")).isInstanceOf(JMSException.class);
        exchange.awaitInbox("hue", 1);
        assertThat(Arrays.asList("inbox.haiphong", "statuses.haiphong"))
                .allSatisfy(queue -> assertThat(exchange.queue(queue)).isNotNull());
    }

    private void signIn(TestKeys keys, String user) throws JMSException {
        connect(keys.url(exchange.port()), user, PATIENCE_MILLIS);
    }

    private static void connect(String url, String user, int callTimeout) throws JMSException {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url + "&callTimeout=" + callTimeout);
                Connection connection =
                        user == null ? factory.createConnection() : factory.createConnection(user, "")) {
            connection.start();
        }
    }

    private static void browse(Session session, String queue) throws JMSException {
        try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            browser.getEnumeration().hasMoreElements();
        }
    }
}
