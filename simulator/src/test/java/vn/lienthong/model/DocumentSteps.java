// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.Amendment;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.SubmissionId;

/** What senders do: new documents and those that act on earlier ones. Each step says whether there was something to do. */
final class DocumentSteps {
    private static final int MOST_RECIPIENTS = 4;

    private final Walk walk;
    private final Papers papers;
    private final ReferenceModel model;

    DocumentSteps(Walk walk) {
        this.walk = walk;
        this.papers = walk.papers();
        this.model = walk.model();
    }

    boolean sendNew() {
        List<AgencyId> recipients = new ArrayList<>(walk.someOf(World.recipients(), MOST_RECIPIENTS));
        if (walk.inPercent(3)) {
            recipients.add(World.UNKNOWN);
        }
        Urgency urgency = walk.inPercent(20) ? Urgency.URGENT : Urgency.NORMAL;
        walk.submit(new Submission(papers.nextSubmission(), newDocument(), Operation.NEW, recipients).urgent(urgency));
        return true;
    }

    private ExpectedDocument newDocument() {
        AgencyId from = walk.anyOf(World.senders()).orElseThrow();
        return new ExpectedDocument(from, papers.nextDocument());
    }

    /** A new body for a document that exists, for some that have it and some that do not; it may remove others. */
    boolean update() {
        Optional<Submission> earlier = late(submission -> submission.operation() == Operation.NEW);
        earlier.ifPresent(submission -> {
            List<AgencyId> kept =
                    walk.someOf(walk.inPercent(70) ? submission.recipients() : World.recipients(), MOST_RECIPIENTS);
            List<AgencyId> removed = walk.inPercent(50) ? removed(submission, kept) : List.of();
            walk.submit(
                    new Submission(papers.nextSubmission(), submission.document(), Operation.UPDATE, all(kept, removed))
                            .amending(new Amendment(removed, List.of())));
        });
        return earlier.isPresent();
    }

    /** Some that are or were recipients, or never. */
    private List<AgencyId> removed(Submission earlier, List<AgencyId> kept) {
        List<AgencyId> others = (walk.inPercent(90) ? earlier.recipients() : World.recipients())
                .stream().filter(agency -> !kept.contains(agency)).toList();
        return others.isEmpty() ? List.of() : walk.someOf(others, MOST_RECIPIENTS);
    }

    private static List<AgencyId> all(List<AgencyId> kept, List<AgencyId> removed) {
        return Stream.concat(kept.stream(), removed.stream()).toList();
    }

    /** A document with an id of its own that takes the place of others, or of one that is not the sender's to replace. */
    boolean replace() {
        ExpectedDocument next = newDocument();
        List<DocumentId> replaced = new ArrayList<>();
        for (int i = 0; i <= walk.upTo(2); i++) {
            late(submission ->
                            walk.inPercent(10) || submission.document().from().equals(next.from()))
                    .map(submission -> submission.document().id())
                    .filter(id -> !replaced.contains(id))
                    .ifPresent(replaced::add);
        }
        return !replaced.isEmpty()
                && walk.submit(new Submission(
                                papers.nextSubmission(),
                                next,
                                Operation.REPLACE,
                                walk.someOf(World.recipients(), MOST_RECIPIENTS))
                        .amending(new Amendment(List.of(), replaced)));
    }

    /** The very same once more, in the same submission or in another; nothing comes of it. */
    boolean repeat() {
        Optional<Submission> earlier = late(submission -> submission.operation() != Operation.RECALL);
        earlier.ifPresent(submission -> {
            Document document = papers.of(submission);
            SubmissionId id = walk.inPercent(60) ? submission.id() : papers.nextSubmission();
            walk.trace().note(submission.document() + " is handed in again as " + id, name(submission));
            Document again = id.equals(submission.id()) ? document : papers.copy(document, id);
            walk.expect(List.of(), () -> sender(submission).send(again));
        });
        return earlier.isPresent();
    }

    /** The same submission id, or the same document id, for something else: refused. */
    boolean differ() {
        Optional<Submission> earlier = late(submission -> submission.operation() == Operation.NEW
                && model.obstacles(submission.recipients()).isEmpty());
        earlier.ifPresent(submission -> {
            boolean sameSubmission = walk.inPercent(50);
            Submission other = new Submission(
                    sameSubmission ? submission.id() : papers.nextSubmission(),
                    submission.document(),
                    Operation.NEW,
                    submission.recipients());
            ErrorCode refusal = sameSubmission ? ErrorCode.SUBMISSION_DIFFERS : ErrorCode.DOCUMENT_DIFFERS;
            walk.note(other, List.of(refusal));
            walk.expect(List.of(refusal), () -> sender(submission).send(papers.write(other)));
        });
        return earlier.isPresent();
    }

    /** A recall for all recipients or some of them. */
    boolean recall() {
        Optional<Submission> earlier = late(submission -> submission.operation() != Operation.RECALL);
        earlier.ifPresent(submission -> recall(
                submission,
                walk.inPercent(60)
                        ? submission.kept()
                        : walk.someOf(
                                submission.recipients(), submission.recipients().size()),
                share -> false));
        return earlier.isPresent();
    }

    private void recall(Submission submission, List<AgencyId> from, Predicate<Share> racing) {
        List<ErrorCode> obstacles =
                model.obstacles(new Submission(submission.id(), submission.document(), Operation.RECALL, from));
        if (!from.equals(submission.kept())) {
            Submission recall = new Submission(papers.nextSubmission(), submission.document(), Operation.RECALL, from);
            walk.note(recall, obstacles);
            walk.expect(obstacles, () -> sender(submission).send(papers.write(recall)));
            recalled(recall, obstacles, racing);
            return;
        }
        AtomicReference<SubmissionId> id = new AtomicReference<>(submission.id());
        walk.expect(
                obstacles,
                () -> id.set(sender(submission)
                        .recall(papers.of(submission), "sai số liệu")
                        .submission()));
        Submission recall =
                new Submission(id.get(), submission.document(), Operation.RECALL, from).urgent(submission.urgency());
        walk.note(recall, obstacles);
        recalled(recall, obstacles, racing);
    }

    private void recalled(Submission recall, List<ErrorCode> obstacles, Predicate<Share> racing) {
        if (obstacles.isEmpty()) {
            model.recalled(recall, racing, walk.comparison());
        }
    }

    /** Many documents at once to one endpoint that takes them as they come, some recalled at the same moment. */
    boolean recallInFlight() {
        Optional<Recipient> open =
                walk.anyOf(walk.participants().recipients().stream().filter(recipient -> recipient.free() > 0));
        return open.isPresent() && recallInFlight(open.get());
    }

    private boolean recallInFlight(Recipient recipient) {
        List<AgencyId> agencies = World.RECIPIENTS.get(recipient.endpoint()).stream()
                .filter(agency -> model.obstacles(List.of(agency)).isEmpty())
                .toList();
        if (agencies.isEmpty()) {
            return false;
        }
        int documents = 1 + walk.upTo(recipient.keeps() ? 2 : 30);
        List<Submission> burst = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            Submission submission = new Submission(
                    papers.nextSubmission(), newDocument(), Operation.NEW, walk.someOf(agencies, agencies.size()));
            walk.submit(submission);
            burst.add(submission);
            if (walk.inPercent(20)) {
                Submission recalled = walk.anyOf(burst).orElseThrow();
                recall(recalled, recalled.recipients(), share -> share.document() == recalled.document());
            }
        }
        return true;
    }

    private ExchangeClient sender(Submission submission) {
        return walk.participants().sender(submission.document().sender());
    }

    private Optional<Submission> late(Predicate<Submission> which) {
        return walk.lateOf(papers.accepted().stream().filter(which).toList());
    }

    private static String name(Submission submission) {
        return submission.document().id().value();
    }
}
