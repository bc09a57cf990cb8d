// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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

    static final int IN_FLIGHT_PER_SENDER = 4;
    static final int STATUS_BYTES = 1_100;
    static final DataSize BROKER_HEAP = DataSize.ofMebibytes(512);

    private final Settings settings;

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
            TurnTaking turns = new TurnTaking(bed, settings.senders());
            turns.warmUp(exchange, WARM_UP);
            turns.warmUp(plain, WARM_UP.dividedBy(2));
            turns.warmUp(unrecorded, WARM_UP.dividedBy(2));
            return result(turns.measure(List.of(exchange, plain, unrecorded), settings.time()));
        } catch (JMSException e) {
            throw new IOException("plain messaging failed: " + e.getMessage(), e);
        }
    }

    private ExchangeSide side(Function<EndpointId, ClientConfig> clients, int limit) {
        return new ExchangeSide(clients, settings.senders(), settings.size(), new InFlight(limit));
    }

    private static Result result(List<TurnTaking.Work> work) {
        TurnTaking.Work ours = work.get(0);
        TurnTaking.Work theirs = work.get(1);
        TurnTaking.Work withoutLedger = work.get(2);
        return new Result(
                ours.rate(),
                theirs.rate(),
                ours.rate() / theirs.rate(),
                withoutLedger.rate(),
                ours.rate() / withoutLedger.rate(),
                ours.percentileMillis(0.50),
                ours.percentileMillis(0.99),
                ours.lost(),
                ours.processorMicros(),
                theirs.processorMicros(),
                withoutLedger.processorMicros());
    }
}
