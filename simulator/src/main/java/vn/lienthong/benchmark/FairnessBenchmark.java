// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.config.DataSize;

/**
 * What two endpoints that exchange little notice of others: alone, beside an endpoint that sends as fast as it can, and beside
 * a recipient that never settles and one whose deep inbox is on disk; in turns of some seconds.
 */
public final class FairnessBenchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration DISTANCE = Duration.ofMillis(50);
    private static final int SIZE = 4_096;
    private static final DataSize BROKER_HEAP = DataSize.ofMebibytes(512);
    /** So little that some thousand documents fill it. */
    private static final DataSize MEMORY = DataSize.ofMebibytes(8);

    private static final int WAITING = 8_000;
    private static final int IN_FLIGHT = 10_000;
    private static final int SECONDS_TO_END = 60;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Duration time;
    private long number;
    private long lost;

    /**
     * How long the exchanges of the two took, from when the document was due until its status 01 was back.
     *
     * @param p50Ms half of them no longer
     * @param p95Ms all but five in a hundred no longer
     * @param p99Ms all but one in a hundred no longer
     */
    public record Times(double p50Ms, double p95Ms, double p99Ms) {}

    /**
     * What came out.
     *
     * @param alone nobody else sends
     * @param flooded another endpoint sends as fast as it can
     * @param beside a recipient never settles, another one is away
     * @param floodPerSecond complete exchanges of the flood
     * @param floodRatio p95 with the flood to p95 alone
     * @param besideRatio p95 beside dead consumers to p95 alone
     * @param lost documents of the two or of the flood whose status never came back
     */
    public record Result(
            Times alone,
            Times flooded,
            Times beside,
            double floodPerSecond,
            double floodRatio,
            double besideRatio,
            long lost) {}

    /** Prepares a measurement with so much time for each of the three. */
    public FairnessBenchmark(Duration time) {
        this.time = time;
    }

    /** Measures; blocks for somewhat more than a minute and three times the time asked for. */
    public Result run() throws IOException, InterruptedException {
        try (TestBed clear = TestBed.start(BROKER_HEAP, new TestBed.Further(2, false, MEMORY));
                TestBed burdened =
                        TestBed.start(BROKER_HEAP, new TestBed.Further(DeadConsumers.ENDPOINTS, false, MEMORY));
                ExchangeSide quiet = quiet(clear);
                ExchangeSide quietBeside = quiet(burdened);
                Flood flood = new Flood(clear, TestBed.Pair.of(1, 2), SIZE);
                DeadConsumers dead = new DeadConsumers(burdened, SIZE / 2)) {
            flooded(quiet, flood, WARM_UP);
            dead.send(WAITING);
            beside(quietBeside, dead, TURN);
            List<Long> alone = new ArrayList<>();
            List<Long> withFlood = new ArrayList<>();
            List<Long> withDead = new ArrayList<>();
            long sent = flood.sent();
            long floodNanos = 0;
            for (Duration done = Duration.ZERO; done.compareTo(time) < 0; done = done.plus(TURN)) {
                alone.addAll(turn(quiet, TURN));
                long start = System.nanoTime();
                withFlood.addAll(flooded(quiet, flood, TURN));
                floodNanos += System.nanoTime() - start;
                withDead.addAll(beside(quietBeside, dead, TURN));
            }
            double floodPerSecond = (flood.sent() - sent) * NANOS_PER_SECOND / floodNanos;
            return result(times(alone), times(withFlood), times(withDead), floodPerSecond);
        }
    }

    private List<Long> flooded(ExchangeSide quiet, Flood flood, Duration length)
            throws IOException, InterruptedException {
        flood.begin();
        List<Long> times = turn(quiet, length);
        lost += flood.end();
        return times;
    }

    private List<Long> beside(ExchangeSide quiet, DeadConsumers dead, Duration length)
            throws IOException, InterruptedException {
        dead.begin(new Pace(DISTANCE));
        List<Long> times = turn(quiet, length);
        dead.end();
        return times;
    }

    /** A document at every moment of the pace, however long the one before takes: who waits to be sent waits too. */
    private List<Long> turn(ExchangeSide quiet, Duration length) throws InterruptedException {
        Pace pace = new Pace(DISTANCE);
        for (int i = 0; i < length.dividedBy(DISTANCE); i++) {
            String id = "quiet-" + number++;
            quiet.inFlight().begin(id, pace.await(i));
            quiet.send(0, id);
        }
        lost += quiet.inFlight().awaitAll(SECONDS_TO_END);
        return quiet.inFlight().takeTimes();
    }

    private static ExchangeSide quiet(TestBed bed) {
        return new ExchangeSide(bed::client, 1, SIZE, new InFlight(IN_FLIGHT));
    }

    private Result result(Times alone, Times flooded, Times beside, double floodPerSecond) {
        return new Result(
                alone,
                flooded,
                beside,
                floodPerSecond,
                flooded.p95Ms() / alone.p95Ms(),
                beside.p95Ms() / alone.p95Ms(),
                lost);
    }

    private static Times times(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return new Times(percentile(sorted, 0.50), percentile(sorted, 0.95), percentile(sorted, 0.99));
    }

    private static double percentile(List<Long> sorted, double part) {
        int place = (int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * part));
        return sorted.isEmpty() ? 0 : sorted.get(place) / NANOS_PER_MILLI;
    }
}
