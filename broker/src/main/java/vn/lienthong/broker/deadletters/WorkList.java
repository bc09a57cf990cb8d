// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.deadletters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.broker.mailbox.DeadLetters.Unreadable;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;

/**
 * Dead letters by cause.
 *
 * @param total how many match
 * @param causes how many of each cause, the most frequent first
 * @param letters the oldest of them
 * @param unreadable what is there besides and cannot be read
 */
public record WorkList(long total, List<Cause> causes, List<DeadLetter> letters, List<Unreadable> unreadable) {
    /** Copies the lists. */
    public WorkList {
        causes = List.copyOf(causes);
        letters = List.copyOf(letters);
        unreadable = List.copyOf(unreadable);
    }

    /** Whether there is nothing at all. */
    public boolean isEmpty() {
        return total == 0 && unreadable.isEmpty();
    }

    /**
     * Dead letters with one cause: what an application said about each may differ.
     *
     * @param endpoint in whose queue they died
     * @param kind what they are
     * @param reason why, in the words of the last one
     * @param count how many
     * @param oldest since when the first one
     * @param newest since when the last one
     */
    public record Cause(
            Optional<EndpointId> endpoint,
            MessageKind kind,
            String reason,
            long count,
            Instant oldest,
            Instant newest) {
        static Cause of(DeadLetter letter) {
            return new Cause(letter.endpoint(), letter.kind(), letter.reason(), 1, letter.since(), letter.since());
        }

        /** The code of the reason, which all of them have in common. */
        public String code() {
            return codeOf(reason);
        }

        static String codeOf(String reason) {
            return reason.split(" ", 2)[0];
        }

        Cause and(Cause other) {
            return new Cause(
                    endpoint,
                    kind,
                    other.newest.isBefore(newest) ? reason : other.reason,
                    count + other.count,
                    oldest.isBefore(other.oldest) ? oldest : other.oldest,
                    newest.isAfter(other.newest) ? newest : other.newest);
        }
    }
}
