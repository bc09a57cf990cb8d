// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.HashMap;
import java.util.Map;

/**
 * Remembers what this client has handed out and not settled. The exchange counts attempts too, but after it was killed it
 * may not know that the last one reached us. Thread-safe.
 */
final class Attempts {
    private final Map<String, Integer> handedOut = new HashMap<>();

    /** The number of this attempt, given what the exchange counts. */
    synchronized int next(String submission, int countedByExchange) {
        int attempt = Math.max(countedByExchange, handedOut.getOrDefault(submission, 0) + 1);
        handedOut.put(submission, attempt);
        return attempt;
    }

    /** The submission was settled and will not come again. */
    synchronized void settled(String submission) {
        handedOut.remove(submission);
    }
}
