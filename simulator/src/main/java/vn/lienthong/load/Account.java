// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.load;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;

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

    /** A document: when it was to be sent, who has it, and what each of them said, how often, and was heard to say. */
    private static final class Letter {
        private static final int STATUSES = 17; // by their codes, 01 to 16

        private final long intended;
        private final Map<String, Boolean> taken = new ConcurrentHashMap<>();
        private final Map<String, byte[]> said = new HashMap<>();
        private final Map<String, byte[]> heard = new HashMap<>();

        Letter(long intended) {
            this.intended = intended;
        }

        synchronized void says(String recipient, ProcessingStatus status) {
            said.computeIfAbsent(recipient, unused -> new byte[STATUSES])[number(status)]++;
        }

        /** False for one that is marked as a repetition and was heard before. */
        synchronized boolean hears(StatusUpdate update) {
            byte[] counts = heard.computeIfAbsent(update.from().value(), unused -> new byte[STATUSES]);
            int status = number(update.status());
            if (update.attempt() > 1 && counts[status] > 0) {
                return false;
            }
            counts[status]++;
            return true;
        }

        private static int number(ProcessingStatus status) {
            return Integer.parseInt(status.code());
        }

        /** How many statuses were said and not heard. */
        synchronized long lost() {
            return surplus(said, heard);
        }

        /** How many were heard more often than they were said. */
        synchronized long duplicated() {
            return surplus(heard, said);
        }

        private static long surplus(Map<String, byte[]> some, Map<String, byte[]> others) {
            long surplus = 0;
            for (Map.Entry<String, byte[]> one : some.entrySet()) {
                byte[] other = others.getOrDefault(one.getKey(), new byte[STATUSES]);
                for (int status = 0; status < STATUSES; status++) {
                    surplus += Math.max(0, one.getValue()[status] - other[status]);
                }
            }
            return surplus;
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

    /** A recipient hands in a status. */
    void reported(DocumentId document, String recipient, ProcessingStatus status) {
        Letter letter = letters.get(document);
        if (letter != null) {
            letter.says(recipient, status);
            reported.increment();
        }
    }

    /** A status reached the sender, so long after it was accepted. */
    void heard(StatusUpdate update, long micros) {
        Letter letter = letters.get(update.document());
        if (letter != null && !letter.hears(update)) {
            marked.increment();
            return;
        }
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
                statuses.sum(),
                letters.values().stream().mapToLong(Letter::lost).sum(),
                letters.values().stream().mapToLong(Letter::duplicated).sum());
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
