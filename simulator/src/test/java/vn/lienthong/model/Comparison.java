// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.model.Share.Place;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;

/** Compares what the exchange and its clients say with what the model says. */
final class Comparison implements ReferenceModel.Observed {
    static final Selection ALL_DEAD_LETTERS =
            new Selection(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final int MOST_DEAD_LETTERS = 100_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final ReferenceModel model;
    private final Participants participants;

    Comparison(ReferenceModel model, Participants participants) {
        this.model = model;
        this.participants = participants;
    }

    @Override
    public DeliveryState state(Share share, AgencyId recipient) {
        return track(share.document())
                .map(found -> state(found, share, recipient))
                .orElseThrow(() -> new Difference("no ledger entry for " + share));
    }

    private static DeliveryState state(TrackedDocument document, Share share, AgencyId recipient) {
        return document.deliveries().stream()
                .filter(delivery ->
                        delivery.submission().equals(share.submission().id()))
                .filter(delivery -> delivery.agency().equals(recipient))
                .map(TrackedDelivery::state)
                .findFirst()
                .orElseThrow(() -> new Difference("the ledger does not know " + share));
    }

    /** Compares the documents something happened to since the last time, and what is in the inboxes. */
    void recent() {
        model.takeTouched().forEach(this::compare);
        compareInboxes();
        compareDeadLetters();
    }

    /** Compares also what the applications have heard, which is on its way for a moment, and the exchange's own balance. */
    void heard() {
        recent();
        compareHeard();
        compareBalance();
    }

    private Optional<TrackedDocument> track(ExpectedDocument document) {
        return participants.administration().accounts().track(document.from(), document.id());
    }

    private void compare(ExpectedDocument document) {
        TrackedDocument tracked = track(document).orElseThrow(() -> new Difference("no ledger entry for " + document));
        noteExpired(tracked);
        List<String> lines = lines(tracked);
        if (!lines.equals(document.lines())) {
            throw new Difference("the ledger and the model differ about " + document + "\nledger: "
                    + String.join("\n        ", lines) + "\nmodel:  " + String.join("\n        ", document.lines()));
        }
        eventually(() -> attemptsMissing(document));
    }

    /** Of what waits or is in hand the exchange knows at least the hand-overs that were seen; another may be under way. */
    private List<String> attemptsMissing(ExpectedDocument document) {
        TrackedDocument tracked = track(document).orElseThrow(() -> new Difference("no ledger entry for " + document));
        return Stream.concat(model.in(Place.WAITING), model.in(Place.IN_HAND))
                .filter(share -> share.document() == document)
                .filter(share -> tracked.deliveries().stream().anyMatch(delivery -> isToldFewer(delivery, share)))
                .map(share -> "the exchange tells of fewer hand-overs of " + share)
                .toList();
    }

    private static boolean isToldFewer(TrackedDelivery delivery, Share share) {
        return delivery.state() == DeliveryState.QUEUED
                && delivery.submission().equals(share.submission().id())
                && share.recipients().contains(delivery.agency())
                && delivery.attempts() < share.attempts();
    }

    /** The sender is told the same as the operator. */
    private void compareInquiry(ExpectedDocument document) {
        List<String> told = participants
                .sender(document.sender())
                .track(document.from(), document.id())
                .map(Comparison::lines)
                .orElse(List.of());
        if (!told.equals(document.lines())) {
            throw new Difference(
                    "the sender is told of " + document + ": " + told + ", should be told: " + document.lines());
        }
    }

    /** When time runs out is not up to the walk; the ledger tells. */
    void noteExpired() {
        model.in(Place.WAITING).filter(Share::mayExpire).map(Share::document).distinct().toList().stream()
                .flatMap(document -> track(document).stream())
                .forEach(this::noteExpired);
    }

    private void noteExpired(TrackedDocument tracked) {
        model.in(Place.WAITING)
                .filter(Share::mayExpire)
                .filter(share -> share.document().id().equals(tracked.document()))
                .filter(share -> state(tracked, share, share.recipients().get(0)) == DeliveryState.EXPIRED)
                .toList()
                .forEach(model::expired);
    }

    static List<String> lines(TrackedDocument document) {
        Stream<String> rows = document.deliveries().stream()
                .map(delivery -> String.join(
                        " ",
                        delivery.submission().value(),
                        delivery.operation().name(),
                        delivery.agency().value(),
                        delivery.endpoint().value(),
                        delivery.state().name(),
                        ExpectedDocument.attempts(delivery.state(), delivery.attempts()),
                        "status="
                                + delivery.status().map(status -> status.code()).orElse("-"),
                        delivery.superseded()
                                .map(later -> ExpectedDocument.superseded(later.kind(), later.by()))
                                .orElse(ExpectedDocument.NOT_SUPERSEDED)));
        Map<String, List<String>> said = new TreeMap<>();
        document.statuses()
                .forEach(status -> said.computeIfAbsent(status.agency().value(), unused -> new ArrayList<>())
                        .add(status.status().code()));
        return Stream.concat(rows, said.entrySet().stream().map(entry -> entry.getKey() + " said " + entry.getValue()))
                .sorted()
                .toList();
    }

    private void compareHeard() {
        eventually(() -> {
            noteExpired();
            List<String> differences = new ArrayList<>();
            World.SENDERS.keySet().forEach(endpoint -> {
                differences.addAll(difference("receipt", model.receipts(), participants.receiptsHeard(), endpoint));
                differences.addAll(difference("status", model.statuses(), participants.statusesHeard(), endpoint));
            });
            participants.recipients().stream()
                    .filter(Recipient::isOpen)
                    .map(Recipient::endpoint)
                    .forEach(endpoint -> differences.addAll(
                            difference("status", model.statuses(), participants.statusesHeard(), endpoint)));
            differences.addAll(participants.unexpected());
            return differences;
        });
    }

    private static List<String> difference(String what, Tally expected, Tally heard, String endpoint) {
        List<String> differences = new ArrayList<>();
        expected.beyond(heard, endpoint)
                .forEach((text, count) -> differences.add(endpoint + " did not hear the " + what + " " + text));
        heard.beyond(expected, endpoint)
                .forEach(
                        (text, count) -> differences.add(endpoint + " should not have heard the " + what + " " + text));
        return differences;
    }

    private void compareInboxes() {
        eventually(() -> participants.recipients().stream()
                .flatMap(recipient -> inboxDifference(recipient).stream())
                .toList());
    }

    /** What is wrong with the number of messages in an inbox. What may expire may be there or not. */
    Optional<String> inboxDifference(Recipient recipient) {
        long waiting = model.at(recipient.endpoint(), Place.WAITING).count();
        long sure = model.at(recipient.endpoint(), Place.WAITING)
                .filter(share -> !share.mayExpire())
                .count();
        long inHand = model.at(recipient.endpoint(), Place.IN_HAND).count();
        long messages = participants.exchange().messagesIn(Addresses.inbox(new EndpointId(recipient.endpoint())));
        return messages >= sure + inHand && messages <= waiting + inHand
                ? Optional.empty()
                : Optional.of(recipient + " has " + messages + " messages in its inbox, should have " + sure + " to "
                        + waiting + " waiting and " + inHand + " in hand");
    }

    void compareDeadLetters() {
        List<String> expected = model.in(Place.DEAD)
                .map(share -> share.submission().id() + " " + share.endpoint() + " " + share.recipients())
                .sorted()
                .toList();
        eventually(() -> {
            List<String> found = deadLetters().stream()
                    .map(letter -> letter.submission().id() + " "
                            + letter.endpoint().orElseThrow() + " " + letter.recipients())
                    .sorted()
                    .toList();
            return found.equals(expected)
                    ? List.of()
                    : List.of("dead letters are " + found + ", should be " + expected);
        });
    }

    /** What an operator finds among the dead letters. */
    List<DeadLetter> deadLetters() {
        return participants
                .administration()
                .deadLetters()
                .list(ALL_DEAD_LETTERS, MOST_DEAD_LETTERS)
                .letters();
    }

    private void compareBalance() {
        Balance balance = participants.administration().accounts().check();
        if (!balance.balanced()) {
            throw new Difference("out of balance: " + balance);
        }
    }

    /** Compares what is left when everything that can be taken was taken. */
    void leftovers() {
        heard();
        model.documents().forEach(this::compare);
        model.documents().forEach(this::compareInquiry);
        model.documents().stream()
                .filter(document -> !document.isOver())
                .findFirst()
                .ifPresent(document -> {
                    throw new Difference(document + " has not ended");
                });
        eventually(() -> Stream.of(
                        count(Addresses.EXPIRED, model.expired()),
                        count(Addresses.LEDGER, 0),
                        count(Addresses.DEAD_LETTERS, model.in(Place.DEAD).count()))
                .flatMap(Optional::stream)
                .toList());
        World.SENDERS.keySet().forEach(this::nothingUnheard);
        World.RECIPIENTS.keySet().forEach(this::nothingUnheard);
    }

    private void nothingUnheard(String endpoint) {
        eventually(() ->
                count(Addresses.statuses(new EndpointId(endpoint)), 0).stream().toList());
    }

    private Optional<String> count(String queue, long expected) {
        long messages = participants.exchange().messagesIn(queue);
        return messages == expected
                ? Optional.empty()
                : Optional.of(queue + " has " + messages + " messages, should have " + expected);
    }

    /** Finds differences, again and again until there are none. */
    private interface Look {
        List<String> differences();
    }

    private static void eventually(Look look) {
        List<String> last = new ArrayList<>();
        try {
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_LOOKS)
                    .atMost(Walk.SOON)
                    .until(() -> {
                        last.clear();
                        last.addAll(look.differences());
                        return last.isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            throw new Difference(String.join("\n", last));
        }
    }
}
