// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.broker.deadletters.WorkList.Cause;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.SubmissionId;

/** Causes and jobs, over letters in memory. */
final class DeadLetterDeskTest {
    private static final EndpointId HUE = new EndpointId("hue");
    private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");

    private final Stack stack = new Stack();
    private final DeadLetterDesk desk = new DeadLetterDesk(stack, Approval.SECOND_PERSON);

    private static final Duration SOON = Duration.ofSeconds(10);

    private static final class Stack implements DeadLetters {
        private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();
        private final List<Unreadable> unreadable = new CopyOnWriteArrayList<>();
        private volatile LongConsumer beforeSettling = id -> {};

        void add(EndpointId endpoint, String reason) {
            int number = letters.size();
            letters.add(new DeadLetter(
                    number,
                    Optional.of(endpoint),
                    MessageKind.DOCUMENT,
                    new SubmissionKey(HUE, new SubmissionId("submission-" + number)),
                    new DocumentKey(new AgencyId("H57"), new DocumentId("VB " + number)),
                    Optional.empty(),
                    List.of(new AgencyId("G22")),
                    reason,
                    START,
                    START.plusSeconds(number),
                    1,
                    Tries.NONE));
        }

        @Override
        public void forEach(Consumer<DeadLetter> viewer, Consumer<Unreadable> other) {
            letters.forEach(viewer);
            unreadable.forEach(other);
        }

        @Override
        public boolean settle(long id, Settlement settlement) {
            beforeSettling.accept(id);
            return letters.removeIf(letter -> letter.id() == id) || unreadable.removeIf(other -> other.id() == id);
        }
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void letters_about_which_applications_said_different_things_have_one_cause_in_the_words_of_the_last() {
        stack.add(HUE, "LT-D06 not taken after 10 attempts: table full");
        stack.add(HUE, "LT-D06 not taken after 10 attempts: no such user");
        stack.add(new EndpointId("danang"), "LT-D06 not taken after 10 attempts: table full");

        WorkList list = desk.list(Selection.ALL, 1);

        assertThat(list.total()).isEqualTo(3);
        assertThat(list.letters()).hasSize(1);
        assertThat(list.causes())
                .extracting(Cause::code, Cause::count, Cause::reason)
                .first()
                .isEqualTo(org.assertj.core.groups.Tuple.tuple(
                        "LT-D06", 2L, "LT-D06 not taken after 10 attempts: no such user"));
        assertThat(list.causes()).hasSize(2);
    }

    @Test
    void a_job_that_is_cancelled_goes_no_further_and_the_rest_stays() throws Exception {
        for (int i = 0; i < 10; i++) {
            stack.add(HUE, "LT-D05 not taken after 10 attempts");
        }
        CountDownLatch fourth = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        stack.beforeSettling = id -> {
            if (id == 3) {
                fourth.countDown();
                awaitQuietly(cancelled);
            }
        };
        Job job = desk.settle(Selection.ALL, new Settlement(Outcome.RETRIED, "lan", Optional.empty()));
        assertThat(fourth.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(desk.cancel(job.id()))
                .returns(Job.State.CANCELLED, Job::state)
                .returns(3L, Job::settled);
        cancelled.countDown();

        assertThat(desk.await(job.id(), SOON))
                .returns(Job.State.CANCELLED, Job::state)
                .returns(10L, Job::total)
                .returns(4L, Job::settled); // the one at hand is not torn apart
        assertThat(stack.letters).extracting(DeadLetter::id).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
        Job rest = desk.settle(Selection.ALL, new Settlement(Outcome.RETRIED, "lan", Optional.empty()));
        assertThat(desk.await(rest.id(), SOON).settled()).isEqualTo(6);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void what_cannot_be_read_is_shown_and_can_only_be_discarded_by_its_number() throws Exception {
        stack.add(HUE, "LT-D05 not taken after 10 attempts");
        stack.unreadable.add(new DeadLetters.Unreadable(7, "ledger", "LT-D07 …", START));

        WorkList list = desk.list(Selection.ALL, 10);
        assertThat(list.total()).isEqualTo(1);
        assertThat(list.unreadable()).extracting(DeadLetters.Unreadable::id).containsExactly(7L);
        assertThat(desk.within(letter -> true).list(Selection.ALL, 10).unreadable())
                .as("nobody knows whose it is")
                .isEmpty();

        Job all = desk.settle(Selection.ALL, new Settlement(Outcome.RETRIED, "lan", Optional.empty()));
        assertThat(desk.await(all.id(), SOON).total()).isEqualTo(1);
        assertThat(desk.list(Selection.ALL, 10).isEmpty()).isFalse();

        Selection named =
                new Selection(List.of(7L), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Job discard = desk.settle(named, new Settlement(Outcome.DISCARDED, "lan", Optional.of("reported")));
        desk.approve(discard.id(), "an");
        assertThat(desk.await(discard.id(), SOON).settled()).isEqualTo(1);
        assertThat(desk.list(Selection.ALL, 10).isEmpty()).isTrue();
    }

    @Test
    void a_job_that_waits_for_somebody_is_not_forgotten_for_newer_ones() {
        Job waiting = desk.settle(Selection.ALL, new Settlement(Outcome.DISCARDED, "lan", Optional.of("thử")));
        for (int i = 0; i < 100; i++) {
            Job begun = desk.settle(Selection.ALL, new Settlement(Outcome.RETRIED, "lan", Optional.empty()));
            desk.cancel(begun.id());
        }

        assertThat(desk.jobs()).hasSize(100).extracting(Job::id).contains(waiting.id());
    }
}
