// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.demo;

import java.util.Map;

/**
 * What the demonstration did.
 *
 * @param documents submissions the exchange accepted, the recall counted
 * @param deliveries documents times recipients
 * @param statuses how often each status code came back
 * @param refused submissions the exchange refused, as it should
 * @param lost deliveries of which no status came back
 * @param duplicates documents an agency was given again after it had taken them
 * @param seconds from the first step to the last
 */
public record DemoResult(
        int documents,
        int deliveries,
        Map<String, Integer> statuses,
        int refused,
        int lost,
        long duplicates,
        double seconds) {
    /** Whether everything arrived, once. */
    public boolean isComplete() {
        return lost == 0 && duplicates == 0;
    }
}
