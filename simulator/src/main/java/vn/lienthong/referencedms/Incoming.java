// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.referencedms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A document in the register of incoming documents.
 *
 * @param key what it is found by: sender and document id
 * @param arrivalNumber its number in the register
 * @param from who sent it
 * @param document what they call it
 * @param reference number and notation
 * @param promulgated when it was issued
 * @param subject what it is about
 * @param recipients those of its recipients that are here
 * @param state how far it is
 * @param reason why it was refused or cancelled
 * @param said the codes of the statuses reported to its sender
 * @param files its attachments
 */
record Incoming(
        String key,
        int arrivalNumber,
        String from,
        String document,
        Optional<String> reference,
        Optional<LocalDate> promulgated,
        String subject,
        List<String> recipients,
        State state,
        Optional<String> reason,
        List<String> said,
        List<StoredFile> files) {
    /** How far a document is. */
    enum State {
        ARRIVED,
        REGISTERED,
        ASSIGNED,
        IN_PROGRESS,
        COMPLETED,
        REFUSED,
        CANCELLED,
        REPLACED;

        /** The word for other programs. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether nothing is to be done with it any more. */
        boolean isOver() {
            return EnumSet.of(COMPLETED, REFUSED, CANCELLED, REPLACED).contains(this);
        }
    }

    /** An attachment and its digest. */
    record StoredFile(String name, String sha256) {}

    Incoming {
        recipients = List.copyOf(recipients);
        said = List.copyOf(said);
        files = List.copyOf(files);
    }

    Incoming in(State next, Optional<String> why) {
        return new Incoming(
                key,
                arrivalNumber,
                from,
                document,
                reference,
                promulgated,
                subject,
                recipients,
                next,
                why.or(() -> reason),
                said,
                files);
    }

    Incoming saying(String code) {
        List<String> more = new ArrayList<>(said);
        more.add(code);
        return new Incoming(
                key,
                arrivalNumber,
                from,
                document,
                reference,
                promulgated,
                subject,
                recipients,
                state,
                reason,
                more,
                files);
    }
}
