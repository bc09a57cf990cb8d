// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.broker.events.TestEvents.START;
import static vn.lienthong.broker.events.TestEvents.document;
import static vn.lienthong.broker.events.TestEvents.endpoint;
import static vn.lienthong.broker.events.TestEvents.submission;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.DirectoryPolicy;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.DeliveryKey;
import vn.lienthong.broker.events.Event.End;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.RecordedEvent;
import vn.lienthong.broker.events.TestEvents;
import vn.lienthong.broker.ledger.Deadlines;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.ledger.LedgerSettings;
import vn.lienthong.broker.mailbox.Mailboxes;
import vn.lienthong.broker.mailbox.NoMailboxes;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/** Every way in which ledger and queues can say different things is told, and what is right is not. */
final class BalanceCheckTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String H29 = "H29";
    private static final String H30 = "H30";

    @TempDir
    Path folder;

    private final TestEvents events = new TestEvents();
    private final Queues queues = new Queues();
    private EventLog log;
    private Ledger ledger;
    private Directory directory;
    private Instant expiredSince = Instant.MIN;
    private long origin;

    @BeforeEach
    void open() throws Exception {
        Clock clock = Clock.fixed(START, ZoneOffset.UTC);
        log = new EventLog(folder.resolve("events"), DataSize.ofMebibytes(1));
        ledger = new Ledger(log, LedgerSettings.EMBEDDED, folder.resolve("ledger.db"), Deadlines.usual(clock));
        ledger.start();
        directory = new Directory(folder.resolve("directory.json"), DirectoryPolicy.DEFAULT, clock);
        directory.put(List.of(new Endpoint(endpoint(H29), H29, List.of(new AgencyId(H29)))), "-");
    }

    @AfterEach
    void close() {
        ledger.close();
        log.close();
    }

    @Test
    void what_waits_is_compared_recipient_by_recipient() throws Exception {
        happened(events.accepted("s1", "VB 1", H29));
        queues.inbox.add(delivery("s1", H29));
        assertThat(findings()).isEmpty();

        queues.inbox.add(delivery("s1", "H29.01")); // in the same message
        assertThat(findings()).containsExactly("s1 H29.01 IN_INBOX_BUT_NOT_QUEUED");

        queues.inbox.clear();
        assertThat(findings()).containsExactly("s1 H29 QUEUED_BUT_NOT_IN_INBOX");
    }

    @Test
    void a_dead_letter_that_vanished_is_missed() throws Exception {
        happened(events.accepted("s1", "VB 1", H29, H30), events.ended("s1", H29, End.DEAD, 10));
        happened(events.ended("s1", H30, End.TAKEN, 1));
        queues.dead.add(kept("s1", "VB 1", H29, START));
        assertThat(findings()).isEmpty();

        queues.dead.clear();

        assertThat(findings()).containsExactly("s1 H29 DEAD_BUT_NOT_IN_DEAD_LETTERS");
    }

    @Test
    void one_that_operators_gave_up_is_not_missed_and_should_be_gone() throws Exception {
        happened(events.accepted("s1", "VB 1", H29), events.ended("s1", H29, End.DEAD, 10));
        happened(events.settled("s1", H29, Outcome.RETURNED));
        assertThat(findings()).isEmpty();

        queues.dead.add(kept("s1", "VB 1", H29, START));

        assertThat(findings()).containsExactly("s1 H29 IN_DEAD_LETTERS_BUT_NOT_DEAD");
    }

    @Test
    void one_of_two_letters_of_a_document_is_missed_though_the_other_was_discarded() throws Exception {
        happened(events.accepted("s1", "VB 1", H29), events.ended("s1", H29, End.DEAD, 10));
        happened(events.accepted("s2", "VB 1", H29), events.ended("s2", H29, End.DEAD, 10));

        happened(events.settled("s1", H29, Outcome.DISCARDED));

        assertThat(findings()).containsExactly("s2 H29 DEAD_BUT_NOT_IN_DEAD_LETTERS");
    }

    @Test
    void one_that_was_retried_and_died_again_waits_for_an_operator_again() throws Exception {
        happened(events.accepted("s1", "VB 1", H29), events.ended("s1", H29, End.DEAD, 10));
        happened(events.settled("s1", H29, Outcome.RETRIED));
        queues.inbox.add(delivery("s1", H29));
        assertThat(findings()).isEmpty();

        happened(events.ended("s1", H29, End.DEAD, 10));
        queues.inbox.clear();

        assertThat(findings()).containsExactly("s1 H29 DEAD_BUT_NOT_IN_DEAD_LETTERS");
    }

    @Test
    void a_letter_of_something_that_was_taken_is_told() throws Exception {
        happened(events.accepted("s1", "VB 1", H29), events.ended("s1", H29, End.TAKEN, 1));
        queues.dead.add(kept("s1", "VB 1", H29, START));

        assertThat(findings()).containsExactly("s1 H29 IN_DEAD_LETTERS_BUT_NOT_DEAD");
    }

    @Test
    void what_expired_is_missed_while_it_should_be_kept() throws Exception {
        happened(events.accepted("s1", "VB 1", H29), events.ended("s1", H29, End.EXPIRED, 0));
        assertThat(findings()).containsExactly("s1 H29 EXPIRED_BUT_NOT_IN_EXPIRED");

        queues.expired.add(kept("s1", "VB 1", H29, START.plusSeconds(1)));
        assertThat(findings()).isEmpty();

        queues.expired.clear();
        expiredSince = START.plusSeconds(2);
        assertThat(findings()).as("retention may have removed it").isEmpty();
    }

    @Test
    void what_expired_before_the_oldest_that_is_left_may_have_been_removed_under_another_setting() throws Exception {
        happened(events.accepted("s1", "VB 1", H29), events.ended("s1", H29, End.EXPIRED, 0));
        happened(events.accepted("s2", "VB 2", H29), events.ended("s2", H29, End.EXPIRED, 0));
        queues.expired.add(kept("s2", "VB 2", H29, START.plusSeconds(3)));

        expiredSince = START.minusSeconds(60);

        assertThat(findings()).isEmpty();
    }

    @Test
    void something_among_the_expired_that_did_not_expire_is_told() throws Exception {
        happened(events.accepted("s1", "VB 1", H29), events.ended("s1", H29, End.TAKEN, 1));
        queues.expired.add(kept("s1", "VB 1", H29, START));
        queues.expired.add(kept("s9", "VB 9", H29, START)); // finished, and no longer in the ledger

        assertThat(findings()).containsExactly("s1 H29 IN_EXPIRED_BUT_NOT_EXPIRED");
    }

    /** What is on its way between a queue and the ledger is there at the next look. */
    @Test
    void what_is_under_way_is_no_difference() throws Exception {
        happened(events.accepted("s1", "VB 1", H29), events.ended("s1", H29, End.DEAD, 10));
        queues.late = kept("s1", "VB 1", H29, START);

        assertThat(findings()).isEmpty();
    }

    private List<String> findings() {
        Balance balance = new BalanceCheck(() -> ledger, queues, directory, () -> expiredSince).carryOut();
        assertThat(balance.balanced()).isEqualTo(balance.differences().isEmpty());
        return balance.differences().stream()
                .map(difference -> difference.submission().value().replace("submission-", "") + " "
                        + difference.recipient() + " " + difference.finding())
                .sorted()
                .toList();
    }

    private void happened(Event... some) throws Exception {
        log.append(Arrays.stream(some)
                .map(event -> new RecordedEvent(++origin, event))
                .toList());
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
    }

    private static DeliveryKey delivery(String submission, String recipient) {
        return new DeliveryKey(submission(submission), new AgencyId(recipient));
    }

    private static Mailboxes.Kept kept(String submission, String document, String recipient, Instant since) {
        return new Mailboxes.Kept(endpoint(recipient), document(document), delivery(submission, recipient), since);
    }

    /** Queues as a test wants them. */
    private static final class Queues extends NoMailboxes {
        private final List<DeliveryKey> inbox = new ArrayList<>();
        private final List<Kept> dead = new ArrayList<>();
        private final List<Kept> expired = new ArrayList<>();
        /** Stands among the dead letters from the second look on. */
        private @Nullable Kept late;

        @Override
        public void inInbox(EndpointId endpoint, Consumer<DeliveryKey> each) {
            if (endpoint.equals(endpoint(H29))) {
                inbox.forEach(each);
            }
        }

        @Override
        public void inDeadLetters(Consumer<Kept> each) {
            List.copyOf(dead).forEach(each);
            Stream.ofNullable(late).forEach(dead::add);
            late = null;
        }

        @Override
        public void inExpired(Consumer<Kept> each) {
            expired.forEach(each);
        }
    }
}
