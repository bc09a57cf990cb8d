// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.client.DocumentRefusedException;
import vn.lienthong.model.HandOut.Fate;
import vn.lienthong.model.Share.Place;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.Amendment;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

/**
 * A real exchange, the model beside it, and the chance that decides what happens next. After every step the walk waits until
 * nothing moves that the model says must move, so that what it does next has a known effect.
 */
final class Walk {
    static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(1);

    private final Random random;
    private final Participants participants;
    private final ReferenceModel model = new ReferenceModel(Participants.MOST_ATTEMPTS);
    private final Papers papers;
    private final Trace trace = new Trace();
    private final Comparison comparison;

    Walk(long seed, Participants participants, Path folder) {
        this.random = new Random(seed);
        this.participants = participants;
        this.papers = new Papers(folder);
        this.comparison = new Comparison(model, participants);
    }

    Participants participants() {
        return participants;
    }

    ReferenceModel model() {
        return model;
    }

    Papers papers() {
        return papers;
    }

    Trace trace() {
        return trace;
    }

    Comparison comparison() {
        return comparison;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    boolean inPercent(int chance) {
        return random.nextInt(100) < chance;
    }

    <T> Optional<T> anyOf(List<T> choices) {
        return choices.isEmpty() ? Optional.empty() : Optional.of(choices.get(random.nextInt(choices.size())));
    }

    <T> Optional<T> anyOf(Stream<T> choices) {
        return anyOf(choices.toList());
    }

    /** One of the last, mostly: what happened long ago is over. */
    <T> Optional<T> lateOf(List<T> choices) {
        int first = inPercent(85) ? Math.max(0, choices.size() - 25) : 0;
        return anyOf(choices.subList(first, choices.size()));
    }

    /** Some of them, at least one and at most so many, in an order of chance. */
    <T> List<T> someOf(List<T> choices, int most) {
        List<T> shuffled = new ArrayList<>(choices);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, 1 + random.nextInt(Math.min(most, shuffled.size()))));
    }

    /** Hands something in; the exchange must refuse it for exactly these reasons, or accept it if there are none. */
    void expect(List<ErrorCode> obstacles, Runnable act) {
        List<ErrorCode> met = List.of();
        try {
            act.run();
        } catch (DocumentRefusedException e) {
            met = e.problems().stream().map(Problem::code).toList();
        }
        if (!met.equals(obstacles)) {
            throw new Difference("should be refused for " + obstacles + ", was refused for " + met);
        }
    }

    /** Hands a document in that is no recall; whether it was accepted. */
    boolean submit(Submission submission) {
        var document = papers.write(submission);
        List<ErrorCode> obstacles = model.obstacles(submission);
        note(submission, obstacles);
        expect(
                obstacles,
                () -> participants.sender(submission.document().sender()).send(document));
        if (obstacles.isEmpty()) {
            model.accepted(submission, comparison);
            papers.accepted(submission, document);
        }
        return obstacles.isEmpty();
    }

    void note(Submission submission, List<ErrorCode> obstacles) {
        trace.note(
                "%s sends %s of %s (%s, %s) to %s%s%s"
                        .formatted(
                                submission.document().from(),
                                submission.operation(),
                                submission.document(),
                                submission.id(),
                                submission.urgency(),
                                submission.recipients(),
                                changes(submission.amendment()),
                                obstacles.isEmpty() ? "" : ", refused for " + obstacles),
                submission.document().id().value());
    }

    private static String changes(Amendment amendment) {
        return (amendment.removed().isEmpty() ? "" : ", removing " + amendment.removed())
                + (amendment.replaced().isEmpty() ? "" : ", replacing " + amendment.replaced());
    }

    /** Gives a kept message back, which may be the last time. */
    void giveBack(Recipient recipient, Share share) {
        recipient.letGo(share).inHand().giveBack();
        model.gaveBack(share);
    }

    /** Waits until every application has in hand what it must have, and nothing is on its way. */
    void settle() {
        try {
            until(() -> {
                participants.recipients().forEach(recipient -> recipient.drain(next -> handedOut(recipient, next)));
                return participants.recipients().stream().allMatch(this::isAtRest);
            });
        } catch (ConditionTimeoutException e) {
            List<String> inboxes = participants.recipients().stream()
                    .flatMap(recipient -> comparison.inboxDifference(recipient).stream())
                    .toList();
            throw new Difference("does not come to rest: " + participants.recipients() + " " + inboxes + ", waiting "
                    + model.in(Place.WAITING).toList() + ", in hand "
                    + model.in(Place.IN_HAND).toList());
        }
    }

    private void handedOut(Recipient recipient, HandOut next) {
        int known = recipient.knownAttempts(next.submission());
        Share share = model.handedOut(recipient.endpoint(), next, known, recipient.isInOrder());
        recipient.holds(share, next);
        if (next.fate() == Fate.FAILED) {
            recipient.letGo(share);
            model.gaveBack(share);
        } else if (next.fate() == Fate.TAKEN) {
            recipient.letGo(share);
            recipient.forget(next.submission());
            model.taken(share, next.takingStatus());
        }
        trace.note(
                recipient.endpoint() + " was handed " + share + ": " + next.fate(),
                share.document().id().value());
    }

    /** Waits until what may expire has expired, too. */
    void untilNothingWaits() {
        until(() -> {
            comparison.noteExpired();
            return model.in(Place.WAITING).findAny().isEmpty();
        });
    }

    private boolean isAtRest(Recipient recipient) {
        boolean nothingMoves = recipient.free() == 0
                || model.at(recipient.endpoint(), Place.WAITING).allMatch(Share::mayExpire);
        QueueFacts facts = facts(recipient.endpoint());
        return nothingMoves
                && facts.scheduled() == 0
                && facts.delivering() == recipient.inHand().size()
                && comparison.inboxDifference(recipient).isEmpty();
    }

    private QueueFacts facts(String endpoint) {
        String inbox = Addresses.inbox(new EndpointId(endpoint));
        return participants.administration().queues().stream()
                .filter(facts -> facts.name().equals(inbox))
                .findFirst()
                .orElseThrow();
    }

    static void until(BooleanSupplier condition) {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .atMost(SOON)
                .until(condition::getAsBoolean);
    }

    /** What applications have in hand. */
    Stream<Share> inHand() {
        return participants.recipients().stream().flatMap(recipient -> recipient.inHand().stream());
    }
}
