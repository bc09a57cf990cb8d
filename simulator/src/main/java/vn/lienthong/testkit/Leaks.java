// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.lienthong.broker.mailbox.QueueFacts;

/** Finds what a test forgot: inboxes still open and documents in nobody's hands but not settled. */
final class Leaks {
    /** What the names of inboxes begin with. */
    static final String INBOX = "inbox.";

    private Leaks() {}

    /**
     * Looks at the queues of the endpoints that do not follow a script.
     *
     * @param scripted by endpoint, whether a scripted agency is connected there
     */
    static List<String> in(List<QueueFacts> queues, Map<String, Boolean> scripted) {
        List<String> found = new ArrayList<>();
        scripted.forEach((endpoint, isScripted) -> queues.stream()
                .filter(queue -> !isScripted && queue.name().equals(INBOX + endpoint))
                .forEach(queue -> {
                    if (queue.consumers() > 0) {
                        found.add("an inbox of " + endpoint + " is still open");
                    }
                    if (queue.delivering() > 0) {
                        found.add(queue.delivering() + " deliveries to " + endpoint + " are not settled");
                    }
                }));
        return found;
    }
}
