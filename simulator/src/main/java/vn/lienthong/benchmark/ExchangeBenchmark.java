// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.config.DataSize;
import vn.lienthong.protocol.EndpointId;

/**
 * The complete exchange (sent, routed, received, acknowledged, status back) against plain messages of the same number and
 * sizes, and against an exchange without a ledger, in turns of some seconds on one machine.
 */
public final class ExchangeBenchmark {
    /** Two cores need that long to compile what both sides use; before, the compiler takes most of their time. */
    private static final Duration WARM_UP = Duration.ofSeconds(40);

    private static final Duration TURN = Duration.ofSeconds(4);
    private static final int IN_FLIGHT_PER_SENDER = 4;
    private static final long DRAIN_SECONDS = 30;
    private static final int STATUS_BYTES = 1_100;
    private static final DataSize BROKER_HEAP = DataSize.ofMebibytes(512);
    /** Ids are of one length. */
    private static final long FIRST_NUMBER = 10_000_000;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    private final Settings settings;
    private final AtomicLong number = new AtomicLong(FIRST_NUMBER);

    /**
     * What to measure.
     *
     * @param time measured seconds of each side
     * @param senders threads that send
     * @param size bytes of a document
     */
    public record Settings(Duration time, int senders, int size) {}

    /**
     * What came out.
     *
     * @param exchangesPerSecond complete exchanges
     * @param rawExchangesPerSecond the same with plain messages
     * @param ratio the first to the second
     * @param unrecordedExchangesPerSecond the same without a ledger
     * @param ledgerRatio the first to that
     * @param p50Ms half of our exchanges took no longer
     * @param p99Ms all but one in a hundred took no longer
     * @param lost documents whose status never came back
     * @param processorMicros processor time of all programs together for one exchange
     * @param rawProcessorMicros the same with plain messages
     * @param unrecordedProcessorMicros the same without a ledger
     */
    public record Result(
            double exchangesPerSecond,
            double rawExchangesPerSecond,
            double ratio,
            double unrecordedExchangesPerSecond,
            double ledgerRatio,
            double p50Ms,
            double p99Ms,
            long lost,
            double processorMicros,
            double rawProcessorMicros,
            double unrecordedProcessorMicros) {}

    private record Turn(List<Long> nanos, double seconds, double processorSeconds, int lost) {}

    /** Prepares a measurement. */
    public ExchangeBenchmark(Settings settings) {
        this.settings = settings;
    }

    /** Measures; blocks for a good minute more than three times the time asked for. */
    public Result run() throws IOException, InterruptedException {
        int limit = settings.senders() * IN_FLIGHT_PER_SENDER;
        try (TestBed bed = TestBed.start(BROKER_HEAP, new TestBed.Further(0, true));
                ExchangeSide exchange = side(bed::client, limit);
                ExchangeSide unrecorded = side(bed::unrecordedClient, limit);
                PlainSide plain = new PlainSide(
                        bed,
                        settings.senders(),
                        new PlainSide.Sizes(exchange.documentBytes(), STATUS_BYTES),
                        new InFlight(limit))) {
            turn(exchange, WARM_UP, bed);
            turn(plain, WARM_UP.dividedBy(2), bed);
            turn(unrecorded, WARM_UP.dividedBy(2), bed);
            Turns ours = new Turns();
            Turns theirs = new Turns();
            Turns withoutLedger = new Turns();
            for (Duration done = Duration.ZERO; done.compareTo(settings.time()) < 0; done = done.plus(TURN)) {
                ours.add(turn(exchange, TURN, bed));
                theirs.add(turn(plain, TURN, bed));
                withoutLedger.add(turn(unrecorded, TURN, bed));
            }
            return result(ours, theirs, withoutLedger);
        } catch (JMSException e) {
            throw new IOException("plain messaging failed: " + e.getMessage(), e);
        }
    }

    private Turn turn(ExchangeLoad load, Duration length, TestBed bed) throws InterruptedException, IOException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(settings.senders());
        Duration worked = bed.processorTime();
        long start = System.nanoTime();
        long end = start + length.toNanos();
        for (int i = 0; i < settings.senders(); i++) {
            int sender = i;
            Thread thread = new Thread(() -> send(load, sender, end, failure, done), "bench-sender-" + i);
            thread.start();
        }
        done.await();
        int lost = load.inFlight().awaitAll(DRAIN_SECONDS);
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        if (failure.get() != null) {
            throw new IOException("a sender failed", failure.get());
        }
        double processorSeconds = bed.processorTime().minus(worked).toNanos() / NANOS_PER_SECOND;
        return new Turn(load.inFlight().takeTimes(), seconds, processorSeconds, lost);
    }

    private void send(
            ExchangeLoad load, int sender, long end, AtomicReference<Exception> failure, CountDownLatch done) {
        try {
            while (System.nanoTime() < end && failure.get() == null) {
                String id = "benchmark-" + number.incrementAndGet();
                load.inFlight().begin(id);
                load.send(sender, id);
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        } finally {
            done.countDown();
        }
    }

    private ExchangeSide side(Function<EndpointId, ClientConfig> clients, int limit) {
        return new ExchangeSide(clients, settings.senders(), settings.size(), new InFlight(limit));
    }

    private static Result result(Turns ours, Turns theirs, Turns withoutLedger) {
        List<Long> nanos = ours.nanos();
        return new Result(
                ours.rate(),
                theirs.rate(),
                ours.rate() / theirs.rate(),
                withoutLedger.rate(),
                ours.rate() / withoutLedger.rate(),
                percentile(nanos, 0.50) / NANOS_PER_MILLI,
                percentile(nanos, 0.99) / NANOS_PER_MILLI,
                ours.lost(),
                ours.processorMicros(),
                theirs.processorMicros(),
                withoutLedger.processorMicros());
    }

    private static double percentile(List<Long> sorted, double part) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * part)));
    }

    /** What one side did in all its turns. */
    private static final class Turns {
        private final List<Turn> turns = new ArrayList<>();

        void add(Turn turn) {
            turns.add(turn);
        }

        double rate() {
            return count() / turns.stream().mapToDouble(Turn::seconds).sum();
        }

        double processorMicros() {
            double seconds = turns.stream().mapToDouble(Turn::processorSeconds).sum();
            return seconds * MICROS_PER_SECOND / count();
        }

        private long count() {
            return turns.stream().mapToLong(turn -> turn.nanos().size()).sum();
        }

        /** How long each exchange took, the quickest first. */
        List<Long> nanos() {
            return turns.stream()
                    .flatMap(turn -> turn.nanos().stream())
                    .sorted()
                    .toList();
        }

        long lost() {
            return turns.stream().mapToLong(Turn::lost).sum();
        }
    }
}
