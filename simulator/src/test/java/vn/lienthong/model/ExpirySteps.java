// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import jakarta.jms.JMSException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.testkit.RawSender;

/** Documents that do not wait for ever, by way of plain messaging, since the library sends none yet. */
final class ExpirySteps {
    private static final Duration SOON_OVER = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(1);

    /** How late a message may be handed out because its handler was slow. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Walk walk;

    ExpirySteps(Walk walk) {
        this.walk = walk;
    }

    boolean sendSoonOver() {
        return send(SOON_OVER, OptionalLong.of(System.nanoTime() + TOLERANCE.toNanos()));
    }

    boolean sendOverInAnHour() {
        return send(LONG, OptionalLong.empty());
    }

    private boolean send(Duration time, OptionalLong deadline) {
        List<AgencyId> recipients = walk.someOf(World.recipients(), 3);
        if (!walk.model().obstacles(recipients).isEmpty()) {
            return false;
        }
        AgencyId from = walk.anyOf(World.senders()).orElseThrow();
        Submission submission = new Submission(
                        walk.papers().nextSubmission(),
                        new ExpectedDocument(from, walk.papers().nextDocument()),
                        Operation.NEW,
                        recipients)
                .until(deadline);
        Document document = walk.papers().write(submission);
        walk.note(submission, List.of());
        walk.trace()
                .note(
                        "... with " + time + " to live",
                        submission.document().id().value());
        try (RawSender sender = RawSender.connect(
                walk.participants().config(submission.document().sender()))) {
            sender.send(header(submission), bytes(document), time);
        } catch (JMSException e) {
            throw new Difference("could not be sent: " + e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        walk.model().accepted(submission, walk.comparison());
        walk.papers().accepted(submission, document);
        return true;
    }

    private static RoutingHeader header(Submission submission) {
        return RoutingHeader.document(
                submission.id(),
                submission.document().from(),
                submission.recipients(),
                submission.document().id(),
                new RoutingHeader.DocumentTraits(
                        Operation.NEW, Optional.empty(), Optional.empty(), submission.urgency()));
    }

    private static byte[] bytes(Document document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.writeTo(out);
        return out.toByteArray();
    }
}
