// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.model.Share.Place;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.ReceiptKind;

/**
 * What must be true of an exchange after what happened to it, in plain Java and nothing else. It is told every act and every
 * message that an application was handed, and says what follows; an act that the exchange must not do is a difference.
 */
final class ReferenceModel {
    private final int mostAttempts;
    private final Map<AgencyId, Standing> standings = new HashMap<>();
    private final List<ExpectedDocument> documents = new ArrayList<>();
    private final List<Submission> accepted = new ArrayList<>();
    private final List<Share> shares = new ArrayList<>();
    private final Set<ExpectedDocument> touched = new LinkedHashSet<>();
    private final Tally receipts = new Tally();
    private final Tally statuses = new Tally();
    private int expired;

    /** Whether an agency takes messages. */
    enum Standing {
        OPEN,
        SUSPENDED,
        CLOSED
    }

    /** Decides where more than one outcome is right: what the exchange says became of a message. */
    interface Observed {
        /** The state that the exchange says the delivery of a message to one of its recipients is in. */
        DeliveryState state(Share share, AgencyId recipient);
    }

    ReferenceModel(int mostAttempts) {
        this.mostAttempts = mostAttempts;
    }

    void stands(AgencyId agency, Standing standing) {
        standings.put(agency, standing);
    }

    Standing standing(AgencyId agency) {
        return standings.getOrDefault(World.listed(agency), Standing.OPEN);
    }

    /** Why a document to these is refused as a whole, one code for each obstacle; none: it is accepted. */
    List<ErrorCode> obstacles(List<AgencyId> recipients) {
        return recipients.stream().flatMap(this::obstacle).toList();
    }

    /** The same for a submission: what takes a document back also reaches agencies that get nothing new. */
    List<ErrorCode> obstacles(Submission submission) {
        return submission.recipients().stream()
                .flatMap(agency -> obstacle(agency)
                        .filter(code -> code == ErrorCode.RECIPIENT_UNKNOWN
                                || !submission.losing().contains(agency)))
                .toList();
    }

    private Stream<ErrorCode> obstacle(AgencyId agency) {
        if (agency.equals(World.UNKNOWN)) {
            return Stream.of(ErrorCode.RECIPIENT_UNKNOWN);
        }
        return switch (standing(agency)) {
            case OPEN -> Stream.empty();
            case SUSPENDED -> Stream.of(ErrorCode.RECIPIENT_SUSPENDED);
            case CLOSED -> Stream.of(ErrorCode.RECIPIENT_CLOSED);
        };
    }

    /**
     * A document that is no recall was accepted. From those an update removes it is withdrawn like by a recall; what it says
     * to them is for those who have been handed the document.
     */
    void accepted(Submission submission, Observed observed) {
        Set<AgencyId> spared = withdrawn(submission, share -> false, observed);
        submission.document().removed(submission.amendment().removed());
        documents.stream()
                .filter(document -> document.from().equals(submission.document().from()))
                .filter(document -> submission.amendment().replaced().contains(document.id()))
                .forEach(document -> {
                    touch(document);
                    document.replacedBy(submission.document());
                });
        queueExcept(spared, submission);
    }

    private void queue(Submission submission, List<AgencyId> recipients) {
        touch(submission.document());
        accepted.add(submission);
        if (!documents.contains(submission.document())) {
            documents.add(submission.document());
        }
        tell(ReceiptKind.ACCEPTED, submission, recipients);
        submission.document().queued(submission, recipients);
        byEndpoint(recipients).forEach((endpoint, here) -> shares.add(new Share(submission, endpoint, here)));
    }

    /**
     * A recall was accepted. It is withdrawn from whom nothing was handed out to, and delivered to the others; also to those
     * of whom only an update was withdrawn, since they may have what it updates.
     *
     * @param racing messages that may or may not have been handed out when the recall came
     */
    void recalled(Submission recall, Predicate<Share> racing, Observed observed) {
        queueExcept(withdrawn(recall, racing, observed), recall);
    }

    private void queueExcept(Set<AgencyId> spared, Submission submission) {
        queue(
                submission,
                submission.recipients().stream()
                        .filter(agency -> !spared.contains(agency))
                        .toList());
    }

    /** Withdraws what can be; those who have nothing of the document any more. */
    private Set<AgencyId> withdrawn(Submission by, Predicate<Share> racing, Observed observed) {
        Set<AgencyId> losing = Set.copyOf(by.losing());
        Set<AgencyId> spared = new LinkedHashSet<>();
        Set<AgencyId> owed = new LinkedHashSet<>();
        for (Share share : versions(by.document(), losing)) {
            List<AgencyId> recalled = share.recipientsAmong(losing);
            if (isWithdrawn(share, racing, () -> observed.state(share, recalled.get(0)))) {
                withdraw(share, recalled);
                if (share.submission().operation() != Operation.UPDATE) {
                    spared.addAll(recalled);
                }
            } else if (share.place() != Place.GONE) {
                owed.addAll(recalled);
            }
        }
        spared.removeAll(owed);
        return spared;
    }

    private List<Share> versions(ExpectedDocument document, Set<AgencyId> losing) {
        return shares.stream()
                .filter(share -> share.place() == Place.WAITING || share.place() == Place.IN_HAND)
                .filter(share -> share.document() == document)
                .filter(share -> share.submission().operation() != Operation.RECALL)
                .filter(share -> !share.recipientsAmong(losing).isEmpty())
                .toList();
    }

    private boolean isWithdrawn(Share share, Predicate<Share> racing, Supplier<DeliveryState> observed) {
        if (share.place() != Place.WAITING || share.attempts() > 0) {
            return false;
        }
        if (!share.mayExpire() && !racing.test(share)) {
            return true;
        }
        DeliveryState state = observed.get();
        if (state == DeliveryState.EXPIRED) {
            expired(share);
        }
        if (state == DeliveryState.QUEUED && share.mayExpire() && !racing.test(share)) {
            throw new AssertionError("neither withdrawn nor expired: " + share);
        }
        return state == DeliveryState.RECALLED;
    }

    private void withdraw(Share share, List<AgencyId> recalled) {
        tell(ReceiptKind.RECALLED, share.submission(), recalled);
        share.document().moved(share.submission(), recalled, DeliveryState.RECALLED, share.attempts());
        List<AgencyId> left = share.recipients().stream()
                .filter(agency -> !recalled.contains(agency))
                .toList();
        if (left.isEmpty()) {
            share.to(Place.GONE);
        } else {
            share.putBackFor(left);
        }
    }

    /** The application at an endpoint was handed a message. */
    Share handedOut(String endpoint, HandOut handOut, int knownBefore, boolean inOrder) {
        Share share = shares.stream()
                .filter(other -> other.endpoint().equals(endpoint) && other.place() != Place.GONE)
                .filter(other -> other.submission().id().equals(handOut.submission()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(handOut + " must not be at " + endpoint));
        if (share.place() != Place.WAITING) {
            throw new AssertionError(handOut + " was handed out although it is " + share);
        }
        share.submission()
                .deadline()
                .ifPresent(deadline -> require(handOut.at() < deadline, handOut + " was handed out after its time"));
        require(
                handOut.isRecall() == (share.submission().operation() == Operation.RECALL),
                handOut + " was handed out as something else than " + share);
        require(handOut.recipients().equals(share.recipients()), handOut + " has other recipients than " + share);
        if (inOrder && share.isFresh()) {
            first(endpoint, share).ifPresent(first -> require(first == share, handOut + " came before " + first));
        }
        share.handedOut();
        int attempt = Math.max(share.attempts(), knownBefore + 1);
        require(handOut.attempt() == attempt, handOut + " should be attempt " + attempt + ": " + share);
        return share;
    }

    /**
     * What an endpoint is to get next of what nobody was handed yet: the most urgent, and of those the first. What may have expired
     * meanwhile does not count, but for what was handed out.
     */
    private Optional<Share> first(String endpoint, Share handedOut) {
        return at(endpoint, Place.WAITING)
                .filter(share -> share.isFresh() && (share == handedOut || !share.mayExpire()))
                .reduce((one, other) -> other.submission().urgency().code()
                                > one.submission().urgency().code()
                        ? other
                        : one);
    }

    /** It was taken, and with it went a status from each recipient. */
    void taken(Share share, ProcessingStatus status) {
        ended(share, DeliveryState.DELIVERED, ReceiptKind.DELIVERED, Place.GONE);
        share.recipients().forEach(agency -> said(share.document(), agency, status));
    }

    /** It was given back, or the exchange stopped while it was in hand. */
    void gaveBack(Share share) {
        if (share.attempts() >= mostAttempts) {
            ended(share, DeliveryState.DEAD, ReceiptKind.DEAD, Place.DEAD);
        } else {
            share.to(Place.WAITING);
        }
    }

    /** Its time was over before anybody was handed it. */
    void expired(Share share) {
        require(share.mayExpire(), "expired: " + share);
        ended(share, DeliveryState.EXPIRED, ReceiptKind.EXPIRED, Place.GONE);
        expired++;
    }

    private void ended(Share share, DeliveryState state, ReceiptKind kind, Place place) {
        touch(share.document());
        tell(kind, share.submission(), share.recipients());
        share.document().moved(share.submission(), share.recipients(), state, share.attempts());
        share.to(place);
    }

    /** An operator had it put back. For whom it was taken back since it was sent, it is recalled instead. */
    void retried(Share share) {
        touch(share.document());
        List<AgencyId> recalled = share.recipientsAmong(takenBackSince(share.submission()));
        List<AgencyId> left = share.recipients().stream()
                .filter(agency -> !recalled.contains(agency))
                .toList();
        if (!recalled.isEmpty()) {
            tell(ReceiptKind.RECALLED, share.submission(), recalled);
            share.document().moved(share.submission(), recalled, DeliveryState.RECALLED, share.attempts());
        }
        shares.remove(share);
        if (!left.isEmpty()) {
            share.document().moved(share.submission(), left, DeliveryState.QUEUED, 0);
            share.putBackFor(left);
            shares.add(share);
        }
    }

    private Set<AgencyId> takenBackSince(Submission submission) {
        return submission.operation() == Operation.RECALL
                ? Set.of()
                : accepted.subList(accepted.indexOf(submission) + 1, accepted.size()).stream()
                        .filter(later -> later.document() == submission.document())
                        .flatMap(later -> later.losing().stream())
                        .collect(Collectors.toSet());
    }

    /** An operator gave up on it. */
    void givenUp(Share share, boolean senderIsTold) {
        if (senderIsTold) {
            tell(ReceiptKind.RETURNED, share.submission(), share.recipients());
        }
        share.to(Place.GONE);
    }

    /** A recipient said something. */
    void said(ExpectedDocument document, AgencyId agency, ProcessingStatus status) {
        touch(document);
        document.said(agency, status);
        statuses.add(document.sender(), statusLine(document.id().value(), agency, status));
    }

    /** The sender asked a recipient for the document. */
    void askedBack(ExpectedDocument document, AgencyId agency) {
        touch(document);
        document.said(agency, ProcessingStatus.TAKE_BACK_ASKED);
        statuses.add(
                World.endpointOf(agency),
                statusLine(document.id().value(), document.from(), ProcessingStatus.TAKE_BACK_ASKED));
    }

    static String statusLine(String document, AgencyId from, ProcessingStatus status) {
        return document + ": " + from + " says " + status.code();
    }

    static String receiptLine(ReceiptKind kind, String document, String submission, List<AgencyId> recipients) {
        return document + ": " + kind.wireName() + " " + submission + " for " + recipients;
    }

    private void tell(ReceiptKind kind, Submission submission, List<AgencyId> recipients) {
        ExpectedDocument document = submission.document();
        receipts.add(
                document.sender(),
                receiptLine(kind, document.id().value(), submission.id().value(), recipients));
    }

    private void touch(ExpectedDocument document) {
        touched.add(document);
    }

    /** The documents something happened to since the last call. */
    List<ExpectedDocument> takeTouched() {
        List<ExpectedDocument> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    List<ExpectedDocument> documents() {
        return documents;
    }

    Tally receipts() {
        return receipts;
    }

    Tally statuses() {
        return statuses;
    }

    int expired() {
        return expired;
    }

    Stream<Share> at(String endpoint, Place place) {
        return in(place).filter(share -> share.endpoint().equals(endpoint));
    }

    Stream<Share> in(Place place) {
        return shares.stream().filter(share -> share.place() == place);
    }

    private static Map<String, List<AgencyId>> byEndpoint(List<AgencyId> agencies) {
        Map<String, List<AgencyId>> sorted = new LinkedHashMap<>();
        agencies.forEach(agency -> sorted.computeIfAbsent(World.endpointOf(agency), unused -> new ArrayList<>())
                .add(agency));
        return sorted;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
