// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers what this client has handed out and not settled. The exchange counts attempts too, but after it was killed it
 * may not know that the last one reached us. Thread-safe.
 */
final class Attempts {
    private final int settledRemembered;
    private final Map<String, Integer> handedOut = new HashMap<>();
    private final Map<String, Integer> settled = new LinkedHashMap<>();

    /**
     * A memory.
     *
     * @param settledRemembered how many of the last settled submissions may come again all the same, because the exchange
     *     did not confirm that it knows they are settled
     */
    Attempts(int settledRemembered) {
        this.settledRemembered = settledRemembered;
    }

    /** The number of this attempt, given what the exchange counts. */
    synchronized int next(String submission, int countedByExchange) {
        Integer before = settled.remove(submission);
        int known = before == null ? handedOut.getOrDefault(submission, 0) : before;
        int attempt = Math.max(countedByExchange, known + 1);
        handedOut.put(submission, attempt);
        return attempt;
    }

    /** The submission was settled. */
    synchronized void settled(String submission) {
        Integer attempt = handedOut.remove(submission);
        if (attempt == null || settledRemembered == 0) {
            return;
        }
        settled.put(submission, attempt);
        if (settled.size() > settledRemembered) {
            settled.remove(settled.keySet().iterator().next());
        }
    }
}
