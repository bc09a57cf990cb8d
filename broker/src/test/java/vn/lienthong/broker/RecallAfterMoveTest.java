// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.HeaderNames;

/** A recall finds a document where it waits, also when its recipient has moved to another endpoint since or has closed. */
final class RecallAfterMoveTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path data;

    @TempDir
    Path copy;

    private TestExchange exchange;
    private TestClient hue;

    @BeforeEach
    void start() throws JMSException {
        exchange = TestExchange.start(data)
                .with("hue", "H57")
                .with("before", "G09", "G06")
                .with("after", "G22");
        hue = exchange.connect("hue");
    }

    @AfterEach
    void stop() throws JMSException {
        hue.close();
        exchange.close();
    }

    @Test
    void what_waits_at_the_former_host_is_withdrawn_there() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G09");
        hue.submit(document);
        move();

        hue.submit(document.recall());

        assertThat(exchange.inboxSize("before")).isZero();
        assertThat(exchange.inboxSize("after")).isZero();
        assertThat(states(document)).containsExactly("G09 NEW RECALLED before");
        assertBalance();
        try (TestExchange recovered = exchange.afterCrash(copy)) {
            assertThat(recovered.inboxSize("before")).isZero();
            assertThat(recovered.administration().accounts().check().balanced()).isTrue();
        }
    }

    @Test
    void one_message_for_two_agencies_of_which_one_moved_is_withdrawn_from_both() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G09", "G06");
        hue.submit(document);
        move();

        hue.submit(document.recall());

        assertThat(exchange.inboxSize("before")).isZero();
        assertThat(exchange.inboxSize("after")).isZero();
        assertThat(states(document)).containsExactly("G06 NEW RECALLED before", "G09 NEW RECALLED before");
        assertBalance();
    }

    @Test
    void what_was_taken_at_the_former_host_is_recalled_from_who_answers_now() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G09");
        hue.submit(document);
        take("before");
        move();

        hue.submit(document.recall());

        assertThat(exchange.inboxSize("before")).isZero();
        assertThat(take("after").getStringProperty(HeaderNames.OPERATION)).isEqualTo("1");
        assertThat(states(document)).containsExactly("G09 NEW DELIVERED before", "G09 RECALL DELIVERED after");
        assertBalance();
    }

    @Test
    void what_the_former_host_is_just_being_handed_is_followed_by_the_recall_there() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G09");
        hue.submit(document);
        try (TestClient before = exchange.connect("before")) {
            TestClient transacted = before.inMode(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = transacted.consumer("inbox.before");
            assertThat(consumer.receive(SOON.toMillis())).isNotNull();
            move();

            hue.submit(document.recall());
            assertThat(states(document)).containsExactly("G09 NEW QUEUED before", "G09 RECALL QUEUED before");
            assertBalance();
            transacted.session().commit();

            Message recall = consumer.receive(SOON.toMillis());
            assertThat(recall.getStringProperty(HeaderNames.OPERATION)).isEqualTo("1");
            assertThat(recall.getStringProperty(HeaderNames.ENDPOINTS)).isEqualTo("before");
            transacted.session().commit();
        }
        assertThat(exchange.inboxSize("after")).isZero();
        assertThat(states(document)).containsExactly("G09 NEW DELIVERED before", "G09 RECALL DELIVERED before");
        assertBalance();
    }

    @Test
    void an_update_that_waits_is_withdrawn_and_the_recall_still_follows_what_a_consumer_holds() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G09");
        hue.submit(document);
        try (TestClient before = exchange.connect("before")) {
            TestClient transacted = before.inMode(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = transacted.consumer("inbox.before");
            assertThat(consumer.receive(SOON.toMillis())).isNotNull();
            consumer.close();
            move();
            TestSubmission recall = document.recall();
            hue.submit(document.with(HeaderNames.OPERATION, "2").withId("update-of-the-same"));

            hue.submit(recall);

            assertThat(exchange.inboxSize("after")).isZero();
            assertThat(states(document))
                    .containsExactly("G09 NEW QUEUED before", "G09 RECALL QUEUED before", "G09 UPDATE RECALLED after");
            transacted.session().commit();
        }
        assertBalance();
    }

    @Test
    void what_waits_for_an_agency_that_has_closed_is_withdrawn() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G09");
        hue.submit(document);
        close("G09", "G22");

        hue.submit(document.recall());

        assertThat(exchange.inboxSize("before")).isZero();
        assertThat(states(document)).containsExactly("G09 NEW RECALLED before");
        assertBalance();
    }

    @Test
    void what_an_agency_took_that_has_closed_is_recalled_from_its_successor() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G09");
        hue.submit(document);
        take("before");
        close("G09", "G22");

        hue.submit(document.recall());

        assertThat(exchange.inboxSize("before")).isZero();
        assertThat(states(document)).containsExactly("G09 NEW DELIVERED before", "G09 RECALL QUEUED after");
        assertBalance();
    }

    /** G09 moves from one endpoint to the other. */
    private void move() {
        exchange.administration().addEndpoints(List.of(endpoint("before", "G06"), endpoint("after", "G22", "G09")));
    }

    private void close(String agency, String successor) throws Exception {
        LocalDate today = LocalDate.now(VietnamTime.ZONE);
        Path list = data.resolve("list.csv");
        Files.writeString(
                list, "code,name,closed_since,successors\n" + agency + ",Bộ," + today + "," + successor + "\n");
        exchange.administration().apply(list);
    }

    private static Endpoint endpoint(String name, String... agencies) {
        return new Endpoint(
                new EndpointId(name),
                name,
                Arrays.stream(agencies).map(AgencyId::new).toList());
    }

    private Message take(String endpoint) throws JMSException {
        try (TestClient client = exchange.connect(endpoint)) {
            return client.receive("inbox." + endpoint);
        }
    }

    private List<String> states(TestSubmission document) {
        String id = String.valueOf(document.properties().get(HeaderNames.DOCUMENT));
        return exchange.administration().accounts().track(id).get(0).deliveries().stream()
                .map(delivery -> delivery.agency() + " " + delivery.operation() + " " + delivery.state() + " "
                        + delivery.endpoint())
                .sorted()
                .toList();
    }

    private void assertBalance() {
        assertThat(exchange.administration().accounts().check().differences()).isEmpty();
        assertThat(exchange.administration().accounts().check().balanced()).isTrue();
    }
}
