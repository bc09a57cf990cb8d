// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.StatusReport;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;

/**
 * What the applications on both sides saw, kept in memory while the exchange is killed again and again, and what cannot be
 * right about it. Thread-safe.
 */
final class Accounts {
    private final Map<AgencyId, String> hosts;
    private final Map<DocumentId, List<AgencyId>> offered = new ConcurrentHashMap<>();
    private final Set<DocumentId> accepted = ConcurrentHashMap.newKeySet();
    private final Set<DocumentId> unanswered = ConcurrentHashMap.newKeySet();
    private final Map<Share, List<Integer>> handedOut = new ConcurrentHashMap<>();
    private final Set<Share> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Word> reported = ConcurrentHashMap.newKeySet();
    private final Map<Word, List<Integer>> heard = new ConcurrentHashMap<>();
    private final Queue<String> seenWrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong events = new AtomicLong();
    private long eventsAtLastLook = -1;

    /** What one endpoint gets of a document. */
    private record Share(DocumentId document, String endpoint) {}

    /** What one recipient says about a document. */
    private record Word(DocumentId document, AgencyId from, ProcessingStatus status) {}

    Accounts(Map<AgencyId, String> hosts) {
        this.hosts = Map.copyOf(hosts);
    }

    void offered(Document document) {
        offered.put(document.id(), document.recipients());
    }

    void accepted(Document document) {
        accepted.add(document.id());
        events.incrementAndGet();
    }

    void unanswered(Document document) {
        unanswered.add(document.id());
    }

    void handedOut(Delivery delivery, String endpoint) {
        events.incrementAndGet();
        Share share = new Share(delivery.document().id(), endpoint);
        if (acknowledged.contains(share)) {
            seenWrong.add(share + " came again although it was acknowledged");
        }
        note(handedOut, share, delivery.attempt());
    }

    void acknowledged(Delivery delivery, String endpoint) {
        events.incrementAndGet();
        acknowledged.add(new Share(delivery.document().id(), endpoint));
    }

    void reported(StatusReport report) {
        reported.add(new Word(report.document(), report.from(), report.status()));
    }

    void heard(StatusUpdate update) {
        events.incrementAndGet();
        note(heard, new Word(update.document(), update.from(), update.status()), update.attempt());
    }

    void wrong(String what) {
        seenWrong.add(what);
    }

    /** Whether everything that was accepted or arrived has been taken and its statuses are back, and nothing moves. */
    boolean isQuiet() {
        long now = events.get();
        boolean moved = now != eventsAtLastLook;
        eventsAtLastLook = now;
        return !moved && missing().isEmpty();
    }

    /** What should have happened and has not. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (DocumentId document : offered.keySet()) {
            boolean arrivedSomewhere =
                    hosts.values().stream().anyMatch(endpoint -> handedOut.containsKey(new Share(document, endpoint)));
            if (accepted.contains(document) || arrivedSomewhere) {
                missing.addAll(missing(document));
            }
        }
        reported.stream()
                .filter(word -> !heard.containsKey(word))
                .forEach(word -> missing.add(word + " was reported and never heard"));
        return missing;
    }

    private List<String> missing(DocumentId document) {
        List<String> missing = new ArrayList<>();
        for (AgencyId recipient : offered.get(document)) {
            if (!handedOut.containsKey(new Share(document, hosts.get(recipient)))) {
                missing.add(document + " never reached " + recipient);
            }
            if (!heard.containsKey(new Word(document, recipient, ProcessingStatus.ARRIVED))) {
                missing.add(document + " has no status 01 of " + recipient);
            }
        }
        return missing;
    }

    /** What must never happen and did. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>(seenWrong);
        handedOut.forEach((share, attempts) -> {
            addRepeats(share, attempts, wrong);
            if (!expects(share)) {
                wrong.add(share + " was handed to an endpoint it was not sent to");
            }
        });
        heard.forEach((word, attempts) -> {
            addRepeats(word, attempts, wrong);
            List<AgencyId> recipients = offered.get(word.document());
            if (recipients == null || !recipients.contains(word.from())) {
                wrong.add(word + " is about a document that was not sent to it");
            }
            if (!handedOut.containsKey(new Share(word.document(), hosts.get(word.from())))) {
                wrong.add(word + " is about a document that was never handed out");
            }
        });
        return wrong;
    }

    private boolean expects(Share share) {
        return offered.getOrDefault(share.document(), List.of()).stream()
                .anyMatch(recipient -> share.endpoint().equals(hosts.get(recipient)));
    }

    private static void addRepeats(Object what, List<Integer> attempts, List<String> wrong) {
        for (int i = 1; i < attempts.size(); i++) {
            if (attempts.get(i) == 1) {
                wrong.add(what + " came again as if for the first time: attempts " + attempts);
            }
        }
    }

    private static <K> void note(Map<K, List<Integer>> attemptsOf, K key, int attempt) {
        attemptsOf
                .computeIfAbsent(key, unused -> Collections.synchronizedList(new ArrayList<>()))
                .add(attempt);
    }

    int documentsAccepted() {
        return accepted.size();
    }

    /** Whether the exchange was killed at moments that mattered. */
    int documentsThatCameAgain() {
        return (int) handedOut.values().stream()
                .filter(attempts -> attempts.size() > 1)
                .count();
    }

    @Override
    public String toString() {
        return accepted.size() + " accepted, " + unanswered.size() + " without an answer at first, " + handedOut.size()
                + " deliveries, " + documentsThatCameAgain() + " of them more than once, " + heard.size()
                + " statuses, " + reported.size() + " reports";
    }
}
