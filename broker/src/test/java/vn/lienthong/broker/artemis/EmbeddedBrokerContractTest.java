// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.postoffice.DuplicateIDCache;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.VersionLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.TestClient;
import vn.lienthong.broker.TestSubmission;
import vn.lienthong.protocol.Addresses;

/** What we rely on in the inside of the embedded broker; a new version of it has to pass this first. */
final class EmbeddedBrokerContractTest {
    private static final SimpleString SUBMIT = SimpleString.of(Addresses.SUBMIT);
    private static final Duration SOON = Duration.ofSeconds(10);

    private static MessagingFixture fixture;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        fixture = new MessagingFixture(data, Clock.systemUTC())
                .with("hue", "H57")
                .with("government", "G22")
                .with("angiang", "H01");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void it_is_the_version_that_was_looked_at() {
        assertThat(VersionLoader.getVersion().getFullVersion()).startsWith("2.55.");
    }

    @Test
    void submit_has_our_binding_and_no_other() throws Exception {
        assertThat(fixture.messaging()
                        .server
                        .getPostOffice()
                        .getBindingsForAddress(SUBMIT)
                        .getBindings())
                .hasSize(1)
                .first()
                .isInstanceOf(SubmissionBinding.class)
                .matches(Binding::isExclusive);
    }

    @Test
    void several_queues_hold_references_to_one_and_the_same_message() throws Exception {
        try (TestClient client = fixture.connect("hue")) {
            client.submit(TestSubmission.document("H57", "G22", "H01"));
        }

        Queue government = queue("inbox.government");
        Queue angiang = queue("inbox.angiang");
        await().atMost(SOON).until(() -> government.getMessageCount() == 1 && angiang.getMessageCount() == 1);
        assertThat(government.peekFirstMessage().getMessage())
                .isSameAs(angiang.peekFirstMessage().getMessage());
    }

    @Test
    void the_id_it_notes_is_the_senders_name_with_the_submissions() throws Exception {
        TestSubmission submission = TestSubmission.document("H57", "H57");
        DuplicateIDCache noted = fixture.messaging().server.getPostOffice().getDuplicateIDCache(SUBMIT);
        byte[] id = SimpleString.of("hue/" + submission.id()).getData();
        assertThat(noted.contains(id)).isFalse();

        try (TestClient client = fixture.connect("hue")) {
            client.submit(submission);
        }

        await().atMost(SOON).until(() -> noted.contains(id));
        noted.deleteFromCache(id);
        assertThat(noted.contains(id)).isFalse();
    }

    @Test
    void every_queue_has_a_place_for_the_dead_and_for_the_expired_that_exists() {
        for (String name : List.of("inbox.hue", "statuses.hue", "inbox.government", "statuses.government")) {
            AddressSettings settings =
                    fixture.messaging().server.getAddressSettingsRepository().getMatch(name);
            assertThat(queue(settings.getDeadLetterAddress().toString()))
                    .as(name)
                    .isNotNull();
            assertThat(queue(settings.getExpiryAddress().toString())).as(name).isNotNull();
            assertThat(settings.isAutoCreateQueues()).as(name).isFalse();
            assertThat(settings.isAutoDeleteQueues()).as(name).isFalse();
        }
    }

    @Test
    void opening_a_mailbox_twice_changes_nothing() {
        long id = queue("inbox.hue").getID();

        fixture.with("hue", "H57");

        assertThat(queue("inbox.hue").getID()).isEqualTo(id);
    }

    @Test
    void sessions_are_forgotten_when_they_end() throws Exception {
        try (TestClient client = fixture.connect("hue")) {
            client.submit(TestSubmission.document("H57", "H57"));
            assertThat(fixture.messaging().autoCommitted.size()).isPositive();
        }

        await().atMost(SOON).until(() -> fixture.messaging().autoCommitted.size() == 0);
    }

    private static Queue queue(String name) {
        return fixture.messaging().server.locateQueue(name);
    }
}
