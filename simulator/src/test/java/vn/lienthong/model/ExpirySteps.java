// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;

/** Documents that do not wait for ever. */
final class ExpirySteps {
    /** Long enough to be handed in on a slow machine: what is over when it comes is refused. */
    private static final Duration SOON_OVER = Duration.ofSeconds(5);

    private static final Duration LONG = Duration.ofHours(1);

    /** How late a message may be handed out because its handler was slow. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Walk walk;

    ExpirySteps(Walk walk) {
        this.walk = walk;
    }

    boolean sendSoonOver() {
        return send(
                SOON_OVER,
                OptionalLong.of(System.nanoTime() + SOON_OVER.plus(TOLERANCE).toNanos()));
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
        Document document =
                walk.papers().write(submission).expiring(Instant.now().plus(time));
        walk.note(submission, List.of());
        walk.trace()
                .note(
                        "... with " + time + " to live",
                        submission.document().id().value());
        walk.expect(
                List.of(),
                () -> walk.participants().sender(submission.document().sender()).send(document));
        walk.model().accepted(submission, walk.comparison());
        walk.papers().accepted(submission, document);
        return true;
    }
}
