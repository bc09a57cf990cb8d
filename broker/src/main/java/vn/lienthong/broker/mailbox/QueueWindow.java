// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.protocol.MessageKind;

/** Looks into queues without taking anything out. Thread-safe. */
public interface QueueWindow {
    /**
     * A message in a queue.
     *
     * @param id its number as long as it is in this queue
     * @param kind what it is, if it tells
     * @param header the properties of the routing header it came with
     * @param size its body in bytes
     * @param since when it was accepted
     * @param attempts how often it was handed out
     * @param place where in the queue
     * @param nextAttempt when it is handed out again, if it waits for that
     */
    record Waiting(
            long id,
            Optional<MessageKind> kind,
            Map<String, String> header,
            long size,
            Optional<Instant> since,
            int attempts,
            Place place,
            Optional<Instant> nextAttempt) {
        /** Copies the header. */
        public Waiting {
            header = Map.copyOf(header);
        }
    }

    /** Where in a queue a message can be. */
    enum Place {
        /** Nobody has it. */
        WAITING,
        /** A consumer has it and has not settled it. */
        HANDED_OUT,
        /** It waits for its next attempt. */
        SCHEDULED
    }

    /**
     * The messages of a queue from the first on.
     *
     * @throws IllegalArgumentException if there is no such queue
     */
    List<Waiting> look(String queue, int skip, int most);

    /**
     * The beginning of a body.
     *
     * @return empty if the message is not there
     * @throws IllegalArgumentException if there is no such queue
     */
    Optional<byte[]> body(String queue, long id, int most);
}
