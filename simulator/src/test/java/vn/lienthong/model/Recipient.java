// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.RecallRequest;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.model.HandOut.Fate;
import vn.lienthong.protocol.SubmissionId;

/**
 * The application at an endpoint that receives. Its handlers run on threads of the library and only note what they were
 * handed; the walk reads that and settles what was kept.
 */
final class Recipient {
    private final String endpoint;
    private final ExchangeClient client;
    private final Tally heard;
    private final Queue<HandOut> handOuts = new ConcurrentLinkedQueue<>();
    private final Set<SubmissionId> poison = ConcurrentHashMap.newKeySet();
    private final Map<Share, HandOut> inHand = new LinkedHashMap<>();
    private final Map<SubmissionId, Integer> attempts = new HashMap<>();
    private @Nullable Inbox inbox;
    private int places;
    private volatile boolean keeps;

    Recipient(String endpoint, ExchangeClient client, Tally heard) {
        this.endpoint = endpoint;
        this.client = client;
        this.heard = heard;
    }

    String endpoint() {
        return endpoint;
    }

    ExchangeClient client() {
        return client;
    }

    /** Opens an inbox that keeps some at once to settle them later, or that takes everything one by one at once. */
    void open(int keptAtOnce) {
        keeps = keptAtOnce > 0;
        places = Math.max(1, keptAtOnce);
        attempts.clear();
        inbox = client.inbox()
                .onDocument(this::document)
                .onRecall(this::recall)
                .onStatus(this::status)
                .concurrency(places)
                .open();
    }

    void close() {
        Inbox open = inbox;
        if (open != null) {
            open.close();
            inbox = null;
        }
    }

    boolean isOpen() {
        return inbox != null;
    }

    /** Whether it keeps what it is handed. */
    boolean keeps() {
        return keeps;
    }

    /** How many more it would be handed now. */
    int free() {
        return isOpen() ? places - inHand.size() : 0;
    }

    /** Whether documents come to it one after the other, so that their order can be told. */
    boolean isInOrder() {
        return keeps && places == 1;
    }

    /** Fails on this submission from now on. */
    void failsOn(SubmissionId submission) {
        poison.add(submission);
    }

    /** Fails on nothing any more. */
    void recovers() {
        poison.clear();
    }

    /** Passes on what was handed out since the last call. */
    void drain(Consumer<HandOut> reader) {
        for (@Nullable HandOut next = handOuts.poll(); next != null; next = handOuts.poll()) {
            reader.accept(next);
        }
    }

    /** How often this inbox was handed a submission that was not taken. */
    int knownAttempts(SubmissionId submission) {
        return attempts.getOrDefault(submission, 0);
    }

    void holds(Share share, HandOut handOut) {
        attempts.put(handOut.submission(), handOut.attempt());
        inHand.put(share, handOut);
    }

    /** What it has in hand of a share, which it has no longer. */
    HandOut letGo(Share share) {
        HandOut handOut = inHand.remove(share);
        if (handOut == null) {
            throw new AssertionError(endpoint + " does not hold " + share);
        }
        return handOut;
    }

    /** It was taken and does not come again. */
    void forget(SubmissionId submission) {
        attempts.remove(submission);
    }

    Collection<Share> inHand() {
        return inHand.keySet();
    }

    private void document(Delivery delivery) {
        Fate fate = fate(delivery.document().submission());
        if (fate == Fate.TAKEN) {
            delivery.acknowledge();
        }
        note(HandOut.of(delivery, fate));
    }

    private void recall(RecallRequest recall) {
        Fate fate = fate(recall.message().submission());
        if (fate == Fate.TAKEN) {
            recall.accept();
        }
        note(HandOut.of(recall, fate));
    }

    private Fate fate(SubmissionId submission) {
        if (poison.contains(submission)) {
            return Fate.FAILED;
        }
        return keeps ? Fate.KEPT : Fate.TAKEN;
    }

    private void note(HandOut handOut) {
        handOuts.add(handOut);
        if (handOut.fate() == Fate.FAILED) {
            throw new IllegalStateException("the application fails on " + handOut.submission());
        }
    }

    private void status(StatusUpdate update) {
        heard.add(endpoint, ReferenceModel.statusLine(update.document().value(), update.from(), update.status()));
    }

    @Override
    public String toString() {
        return endpoint + (isOpen() ? keeps ? " (keeps " + places + ")" : " (takes at once)" : " (closed)");
    }
}
