// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import vn.lienthong.edxml.DocumentId;

/** The account of every document and status of a run, and how long each took. Thread-safe. */
final class Account {
    private static final long LONGEST = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final Map<DocumentId, Letter> letters = new ConcurrentHashMap<>();
    private final Histogram accepted = new ConcurrentHistogram(LONGEST, DIGITS);
    private final Histogram delivered = new ConcurrentHistogram(LONGEST, DIGITS);
    private final Histogram heard = new ConcurrentHistogram(LONGEST, DIGITS);
    private final LongAdder documents = new LongAdder();
    private final LongAdder expected = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder marked = new LongAdder();
    private final LongAdder reported = new LongAdder();
    private final LongAdder statuses = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicLong bytes = new AtomicLong();

    /** A document: when it was to be sent, and who has it. */
    private static final class Letter {
        private final long intended;
        private final Map<String, Boolean> taken = new ConcurrentHashMap<>();

        Letter(long intended) {
            this.intended = intended;
        }
    }

    /** A document is about to be sent, a little later than intended or much. */
    void sending(DocumentId document, long intended) {
        letters.put(document, new Letter(intended));
    }

    void accepted(DocumentId document, int recipients, long size) {
        documents.increment();
        expected.add(recipients);
        bytes.addAndGet(size);
        Letter letter = letters.get(document);
        if (letter != null) {
            record(accepted, letter.intended);
        }
    }

    void refused(DocumentId document) {
        letters.remove(document);
        refused.increment();
    }

    /** A document was handed to a recipient; whether it is the first time. */
    boolean delivered(DocumentId document, String recipient, int attempt) {
        Letter letter = letters.get(document);
        if (letter != null && letter.taken.putIfAbsent(recipient, true) == null) {
            deliveries.increment();
            record(delivered, letter.intended);
            return true;
        }
        if (attempt > 1) {
            marked.increment();
        } else {
            repeated.increment();
        }
        return false;
    }

    /** A status was handed in. */
    void reported() {
        reported.increment();
    }

    /** A status reached the sender, so long after it was accepted. */
    void heard(long micros) {
        statuses.increment();
        heard.recordValue(Math.min(LONGEST, Math.max(0, micros)));
    }

    /** Whether everything has arrived that was sent. */
    boolean isSettled() {
        return deliveries.sum() >= expected.sum() && statuses.sum() >= reported.sum();
    }

    long messages() {
        return documents.sum() + deliveries.sum() + statuses.sum();
    }

    long bytes() {
        return bytes.get();
    }

    LoadResult.Counts counts() {
        return new LoadResult.Counts(
                documents.sum(),
                refused.sum(),
                expected.sum(),
                deliveries.sum(),
                repeated.sum(),
                marked.sum(),
                reported.sum(),
                statuses.sum());
    }

    LoadResult.Latencies latencies() {
        return new LoadResult.Latencies(percentiles(accepted), percentiles(delivered), percentiles(heard));
    }

    private static LoadResult.Percentiles percentiles(Histogram histogram) {
        Histogram copy = histogram.copy();
        return new LoadResult.Percentiles(
                millis(copy, 50), millis(copy, 95), millis(copy, 99), millis(copy, 99.9), copy.getMaxValue() / 1000.0);
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1000.0;
    }

    private static void record(Histogram histogram, long intended) {
        histogram.recordValue(Math.min(LONGEST, Math.max(0, (System.nanoTime() - intended) / 1000)));
    }
}
