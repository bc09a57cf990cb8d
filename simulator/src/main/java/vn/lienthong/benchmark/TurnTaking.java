// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Has several sides work in turns of some seconds on one machine, so that what disturbs one disturbs all. */
final class TurnTaking {
    private static final Duration TURN = Duration.ofSeconds(4);
    private static final long DRAIN_SECONDS = 30;

    /** Ids are of one length. */
    private static final long FIRST_NUMBER = 10_000_000;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    private final TestBed bed;
    private final int senders;
    private final AtomicLong number = new AtomicLong(FIRST_NUMBER);

    private record Turn(List<Long> nanos, double seconds, double processorSeconds, int lost) {}

    TurnTaking(TestBed bed, int senders) {
        this.bed = bed;
        this.senders = senders;
    }

    /** Lets a side work without looking. */
    void warmUp(ExchangeLoad side, Duration length) throws IOException, InterruptedException {
        turn(side, length);
    }

    /** What each side did in so much time of its own, in their order. */
    List<Work> measure(List<ExchangeLoad> sides, Duration time) throws IOException, InterruptedException {
        List<Work> work = sides.stream().map(side -> new Work()).toList();
        for (Duration done = Duration.ZERO; done.compareTo(time) < 0; done = done.plus(TURN)) {
            for (int i = 0; i < sides.size(); i++) {
                work.get(i).turns.add(turn(sides.get(i), TURN));
            }
        }
        return work;
    }

    private Turn turn(ExchangeLoad load, Duration length) throws InterruptedException, IOException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(senders);
        Duration worked = bed.processorTime();
        long start = System.nanoTime();
        long end = start + length.toNanos();
        for (int i = 0; i < senders; i++) {
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

    /** What one side did in all its turns. */
    static final class Work {
        private final List<Turn> turns = new ArrayList<>();

        /** Complete exchanges per second. */
        double rate() {
            return count() / turns.stream().mapToDouble(Turn::seconds).sum();
        }

        /** Processor time of all programs together for one exchange. */
        double processorMicros() {
            double seconds = turns.stream().mapToDouble(Turn::processorSeconds).sum();
            return seconds * MICROS_PER_SECOND / count();
        }

        private long count() {
            return turns.stream().mapToLong(turn -> turn.nanos().size()).sum();
        }

        /** How long a part of the exchanges took at most. */
        double percentileMillis(double part) {
            List<Long> sorted = turns.stream()
                    .flatMap(turn -> turn.nanos().stream())
                    .sorted()
                    .toList();
            return sorted.isEmpty()
                    ? 0
                    : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * part))) / 1e6;
        }

        /** Documents whose status never came back. */
        long lost() {
            return turns.stream().mapToLong(Turn::lost).sum();
        }
    }
}
