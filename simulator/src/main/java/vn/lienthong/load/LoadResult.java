// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.load;

import java.util.List;

/**
 * What a run did.
 *
 * @param profile the name of the profile
 * @param seconds how long documents were sent
 * @param drained how long it took after that until everything had arrived
 * @param settled whether everything had; what is missing otherwise was on its way when the run ended
 * @param agencies how many agencies took part
 * @param counts the account
 * @param latencies how long things took, in milliseconds, counted from when they should have begun
 * @param rates messages of each second
 * @param bytes bytes of the documents that were accepted
 */
public record LoadResult(
        String profile,
        double seconds,
        double drained,
        boolean settled,
        int agencies,
        Counts counts,
        Latencies latencies,
        List<Long> rates,
        long bytes) {
    /** Copies the list. */
    public LoadResult {
        rates = List.copyOf(rates);
    }

    /**
     * The account.
     *
     * @param documents accepted
     * @param refused not accepted
     * @param expected deliveries there should be
     * @param delivered deliveries there are
     * @param duplicated documents that came to a recipient again without being marked as a repetition
     * @param repeated those that were marked
     * @param reported statuses handed in
     * @param heard statuses that reached the sender
     * @param unheard those of the former that did not, told apart by document, recipient and code
     * @param heardAgain statuses that reached the sender more often than they were handed in
     */
    public record Counts(
            long documents,
            long refused,
            long expected,
            long delivered,
            long duplicated,
            long repeated,
            long reported,
            long heard,
            long unheard,
            long heardAgain) {
        /** Deliveries and statuses that did not arrive. */
        public long lost() {
            return expected - delivered + unheard;
        }

        /** Documents and statuses that arrived again without being marked as a repetition. */
        public long twice() {
            return duplicated + heardAgain;
        }
    }

    /** Half, 95, 99 and 99.9 of 100, and the longest. */
    public record Percentiles(double p50, double p95, double p99, double p999, double max) {}

    /**
     * How long things took.
     *
     * @param accepted until the exchange had a document
     * @param delivered until a recipient had it
     * @param heard from the acceptance of a status until its addressee had it
     */
    public record Latencies(Percentiles accepted, Percentiles delivered, Percentiles heard) {}

    /** Whether everything arrived once. */
    public boolean isBalanced() {
        return settled && counts.lost() == 0 && counts.twice() == 0;
    }

    /** Messages a second while documents were sent: documents taken in, deliveries and statuses handed out. */
    public double rate() {
        return rates.stream().mapToLong(Long::longValue).sum() / Math.max(1, seconds);
    }
}
