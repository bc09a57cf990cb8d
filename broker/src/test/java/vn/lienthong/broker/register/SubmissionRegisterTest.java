// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.RecordedEvent;
import vn.lienthong.broker.events.TestEvents;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

final class SubmissionRegisterTest {
    private static final Duration REMEMBERED = Duration.ofDays(30);

    @TempDir
    Path folder;

    private final TestEvents events = new TestEvents();
    private final Event first = events.accepted("1", "d1", "H57", "H49");
    private Clock clock = Clock.fixed(TestEvents.START.plusSeconds(60), ZoneOffset.UTC);
    private EventLog log;
    private SubmissionRegister register;
    private long origin;

    @BeforeEach
    void open() throws IOException {
        log = new EventLog(folder.resolve("events"), DataSize.ofMebibytes(1));
        register = opened();
    }

    @AfterEach
    void close() {
        register.close();
        log.close();
    }

    @Test
    void what_is_claimed_once_is_not_claimed_again_by_another() {
        assertThat(register.claim(first, "tx 1")).isPresent();

        assertThatThrownBy(() -> register.claim(first, "tx 2")).satisfies(e -> isRefusal(e, ErrorCode.BEING_TAKEN));
    }

    @Test
    void within_one_transaction_a_repeat_is_a_repeat_at_once() {
        assertThat(register.claim(first, "tx 1")).isPresent();

        assertThat(register.claim(first, "tx 1")).isEmpty();
    }

    @Test
    void what_was_taken_is_a_repeat() {
        register.claim(first, "tx 1").orElseThrow().taken();

        assertThat(register.claim(first, "tx 2")).isEmpty();
    }

    @Test
    void what_was_given_up_is_free_again() {
        register.claim(first, "tx 1").orElseThrow().giveUp();

        assertThat(register.claim(first, "tx 2")).isPresent();
    }

    @Test
    void a_claim_given_up_late_does_not_take_the_name_from_the_next_one() {
        Claim early = register.claim(first, "tx 1").orElseThrow();
        early.giveUp();
        register.claim(first, "tx 2").orElseThrow().taken();
        early.giveUp();

        assertThat(register.claim(first, "tx 3")).isEmpty();
    }

    /** A transaction holds its messages, and names stay in memory for minutes. */
    @Test
    void what_is_over_is_let_go() {
        WeakReference<Object> taken = endedTransaction("1", "d1", Claim::taken);
        WeakReference<Object> givenUp = endedTransaction("2", "d2", Claim::giveUp);

        await().until(() -> {
            System.gc();
            return taken.refersTo(null) && givenUp.refersTo(null);
        });
        assertThat(register.claim(events.accepted("1", "d1", "H57"), "later")).isEmpty();
    }

    /** The only one who could still hold it is the register. */
    private WeakReference<Object> endedTransaction(String submission, String document, Consumer<Claim> end) {
        Object transaction = new Object();
        end.accept(register.claim(events.accepted(submission, document, "H57"), transaction)
                .orElseThrow());
        return new WeakReference<>(transaction);
    }

    @Test
    void a_refused_document_id_leaves_the_submission_id_free() {
        register.claim(first, "tx 1").orElseThrow().taken();
        Event otherRecipients = events.accepted("2", "d1", "H57");
        assertThatThrownBy(() -> register.claim(otherRecipients, "tx 2"))
                .satisfies(e -> isRefusal(e, ErrorCode.DOCUMENT_DIFFERS));

        assertThat(register.claim(events.accepted("2", "d2", "H57"), "tx 3")).isPresent();
    }

    @Test
    void the_order_of_recipients_does_not_matter() {
        register.claim(first, "tx 1").orElseThrow().taken();

        assertThat(register.claim(events.accepted("2", "d1", "H49", "H57"), "tx 2"))
                .isEmpty();
    }

    @Test
    void one_id_for_a_document_and_a_status_is_refused() {
        Event status = events.status("d1", "H57", ProcessingStatus.RECEIVED);
        register.claim(status, "tx 1").orElseThrow().taken();
        Event document = new Event.DocumentAccepted(
                status.at(),
                status.submission(),
                TestEvents.document("d9"),
                List.of(),
                TestEvents.traits("1", "x"),
                1,
                "",
                Optional.empty());

        assertThatThrownBy(() -> register.claim(document, "tx 2"))
                .satisfies(e -> isRefusal(e, ErrorCode.SUBMISSION_DIFFERS));
    }

    @Test
    void what_was_logged_is_known_after_a_restart() throws IOException {
        logged(first);
        reopen();

        assertThat(register.claim(first, "tx 1")).isEmpty();
    }

    @Test
    void what_was_logged_while_the_register_was_open_is_known_after_a_restart_without_the_log() throws Exception {
        register.start();
        logged(first);
        register.close();
        log.close();
        Path elsewhere = folder.resolve("other-events");
        log = new EventLog(elsewhere, DataSize.ofMebibytes(1));
        register = opened();

        assertThat(register.claim(first, "tx 1")).isEmpty();
    }

    @Test
    void a_lost_register_is_made_again_from_the_log() throws IOException {
        logged(first);
        reopen();
        register.close();
        Files.delete(folder.resolve("submissions.db"));
        register = opened();

        assertThat(register.claim(first, "tx 1")).isEmpty();
    }

    @Test
    void what_was_taken_and_never_reached_the_log_is_known_once_it_is_noted() {
        register.note(first);

        assertThat(register.claim(first, "tx 1")).isEmpty();
    }

    @Test
    void what_is_older_than_remembered_is_not_made_again() throws IOException {
        logged(first);
        register.close();
        Files.delete(folder.resolve("submissions.db"));
        clock = Clock.fixed(first.at().plus(REMEMBERED).plusSeconds(1), ZoneOffset.UTC);
        register = opened();

        assertThat(register.claim(first, "tx 1")).isPresent();
    }

    private void logged(Event event) throws IOException {
        log.append(List.of(new RecordedEvent(++origin, event)));
    }

    private void reopen() {
        register.close();
        register = opened();
    }

    private SubmissionRegister opened() {
        return new SubmissionRegister(log, folder.resolve("submissions.db"), REMEMBERED, clock);
    }

    private static void isRefusal(Throwable thrown, ErrorCode code) {
        assertThat(thrown).isInstanceOf(RefusalException.class);
        assertThat(((RefusalException) thrown).refusal().problems().get(0).code())
                .isEqualTo(code);
    }
}
