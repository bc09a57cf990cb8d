// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.util.Optional;

/** The addresses of the exchange that a client meets, and the queues an operator meets. */
public final class Addresses {
    /** Where everything is handed in: documents and statuses. */
    public static final String SUBMIT = "submit";

    /** Where messages end that could not be delivered after all attempts. */
    public static final String DEAD_LETTERS = "dead-letters";

    /** Where messages end whose time ran out before anybody took them. */
    public static final String EXPIRED = "expired";

    /** Where the exchange itself notes what happens to submissions; nobody else reads or writes it. */
    public static final String LEDGER = "ledger";

    /** Where endpoints ask the exchange; nothing stays there. */
    public static final String INQUIRIES = "inquiries";

    private static final String INBOX = "inbox.";
    private static final String STATUSES = "statuses.";

    private static final String ANSWERS = "answers.";

    private Addresses() {}

    /** The durable queue an endpoint takes documents from. */
    public static String inbox(EndpointId endpoint) {
        return INBOX + endpoint;
    }

    /** The durable queue an endpoint takes statuses and receipts from. */
    public static String statuses(EndpointId endpoint) {
        return STATUSES + endpoint;
    }

    /** The queue an endpoint takes answers to its inquiries from. */
    public static String answers(EndpointId endpoint) {
        return ANSWERS + endpoint;
    }

    /** Whether a queue is one of answers, in which nothing stays. */
    public static boolean isAnswers(String queue) {
        return queue.startsWith(ANSWERS);
    }

    /** All queues of answers. */
    public static String allAnswers() {
        return ANSWERS + "#";
    }

    /** All inboxes, as a pattern. */
    public static String allInboxes() {
        return INBOX + "#";
    }

    /** All queues of statuses, as a pattern. */
    public static String allStatuses() {
        return STATUSES + "#";
    }

    /** The endpoint whose inbox a queue is, if it is one. */
    public static Optional<EndpointId> endpointOfInbox(String queue) {
        return endpoint(queue, INBOX);
    }

    /** The endpoint whose statuses queue a queue is, if it is one. */
    public static Optional<EndpointId> endpointOfStatuses(String queue) {
        return endpoint(queue, STATUSES);
    }

    private static Optional<EndpointId> endpoint(String queue, String prefix) {
        return queue.startsWith(prefix)
                ? Optional.of(new EndpointId(queue.substring(prefix.length())))
                : Optional.empty();
    }
}
