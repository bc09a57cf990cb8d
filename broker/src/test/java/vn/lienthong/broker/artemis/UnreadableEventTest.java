// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.DeadLetters.Unreadable;
import vn.lienthong.config.DataSize;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.HeaderNames;

/** An event that nobody can read does not hold up those behind it, and operators see it. */
final class UnreadableEventTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int BYTES = 512;

    @TempDir
    Path data;

    @TempDir
    Path events;

    @Test
    void stands_among_the_dead_letters_as_what_it_is() throws Exception {
        Instant before = Instant.now().minusMillis(1);
        try (MessagingFixture fixture = new MessagingFixture(data, Clock.systemUTC());
                EventLog log = new EventLog(events, DataSize.ofMebibytes(1))) {
            ActiveMQServer server = fixture.messaging().server;
            server.addOrUpdateAddressInfo(new AddressInfo(SimpleString.of(Addresses.LEDGER), RoutingType.ANYCAST));
            server.createQueue(QueueConfiguration.of(Addresses.LEDGER)
                    .setAddress(Addresses.LEDGER)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true));
            CoreMessage broken = new CoreMessage(server.getStorageManager().generateID(), BYTES);
            broken.setAddress(Addresses.LEDGER);
            broken.setDurable(true);
            broken.putStringProperty(HeaderNames.KIND, "document");
            server.getPostOffice().route(broken, false);
            DeadLetters letters = fixture.messaging().deadLetters((submission, document) -> Set.of());

            try (LedgerFeed feed =
                    new LedgerFeed(server.locateQueue(Addresses.LEDGER), server.getStorageManager(), log)) {
                feed.start();
                await().atMost(SOON).until(() -> unreadable(letters).size() == 1);
            }

            Unreadable letter = unreadable(letters).get(0);
            assertThat(letter.queue()).isEqualTo(Addresses.LEDGER);
            assertThat(letter.reason()).startsWith("LT-D07 event " + broken.getMessageID() + " cannot be read");
            assertThat(letter.since()).isAfter(before);
            assertThatThrownBy(() -> letters.settle(letter.id(), settlement(Outcome.RETRIED)))
                    .hasMessageContaining("cannot be read");
            await().atMost(SOON).until(() -> unreadable(letters).size() == 1); // it was given back
            assertThat(letters.settle(letter.id(), settlement(Outcome.DISCARDED)))
                    .isTrue();
            assertThat(unreadable(letters)).isEmpty();
        }
    }

    private static Settlement settlement(Outcome outcome) {
        return new Settlement(outcome, "lan", Optional.of("reported"));
    }

    private static List<Unreadable> unreadable(DeadLetters letters) {
        List<Unreadable> found = new ArrayList<>();
        letters.forEach(letter -> {}, found::add);
        return found;
    }
}
