// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.List;
import java.util.Set;
import vn.lienthong.edxml.AgencyId;

/** One message in the inbox of one endpoint: what the endpoint gets of a submission. */
final class Share {
    /** Where it is. */
    enum Place {
        /** In the inbox, and nobody has it. */
        WAITING,
        /** With the application, which has not settled it. */
        IN_HAND,
        /** With the dead letters. */
        DEAD,
        /** Nowhere any more. */
        GONE
    }

    private final Submission submission;
    private final String endpoint;
    private List<AgencyId> recipients;
    private Place place = Place.WAITING;
    private int attempts;
    private boolean fresh = true;

    Share(Submission submission, String endpoint, List<AgencyId> recipients) {
        this.submission = submission;
        this.endpoint = endpoint;
        this.recipients = List.copyOf(recipients);
    }

    Submission submission() {
        return submission;
    }

    ExpectedDocument document() {
        return submission.document();
    }

    String endpoint() {
        return endpoint;
    }

    List<AgencyId> recipients() {
        return recipients;
    }

    Place place() {
        return place;
    }

    /** How often it was handed out, as the exchange counts. */
    int attempts() {
        return attempts;
    }

    /** Whether it stands where it stood when it came, since nobody was handed it. */
    boolean isFresh() {
        return fresh;
    }

    /** Whether it waits and its time may be over at any moment. */
    boolean mayExpire() {
        return place == Place.WAITING && submission.deadline().isPresent();
    }

    void to(Place next) {
        place = next;
    }

    void handedOut() {
        place = Place.IN_HAND;
        attempts++;
        fresh = false;
    }

    /** It was put into the inbox again as a message of its own, for those that are left. */
    void putBackFor(List<AgencyId> left) {
        recipients = List.copyOf(left);
        place = Place.WAITING;
        attempts = 0;
        fresh = false;
    }

    /** Those of its recipients that are among some, in their order. */
    List<AgencyId> recipientsAmong(Set<AgencyId> some) {
        return recipients.stream().filter(some::contains).toList();
    }

    @Override
    public String toString() {
        return submission.operation() + " of " + submission.document() + " (" + submission.id() + ") at " + endpoint
                + " for " + recipients + ", " + place + ", handed out " + attempts + " times";
    }
}
