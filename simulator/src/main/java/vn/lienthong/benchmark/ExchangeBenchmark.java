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
 * sizes, against an exchange that gives no receipts, and against one without a ledger, in turns of some seconds on one machine.
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
     * @param ways plain messages, the exchange as it is, without receipts, and without a ledger and all that follows from it
     */
    public record Result(List<Way> ways) {
        /** Copies the ways. */
        public Result {
            ways = List.copyOf(ways);
        }

        /** What the ledger and the register of submissions leave of the rate of an exchange without them. */
        public double ledgerRatio() {
            return ways.get(2).exchangesPerSecond() / ways.get(3).exchangesPerSecond();
        }

        /** What the receipts, which are made from the ledger's events, leave of the rest. */
        public double receiptsRatio() {
            return ways.get(1).exchangesPerSecond() / ways.get(2).exchangesPerSecond();
        }

        /** Documents whose status never came back. */
        public long lost() {
            return ways.stream().mapToLong(Way::lost).sum();
        }
    }

    /** Prepares a measurement. */
    public ExchangeBenchmark(Settings settings) {
        this.settings = settings;
    }

    /** Measures; blocks for a good two minutes more than four times the time asked for. */
    public Result run() throws IOException, InterruptedException {
        int limit = settings.senders() * IN_FLIGHT_PER_SENDER;
        try (TestBed bed = TestBed.start(BROKER_HEAP, new TestBed.Further(0, true));
                ExchangeSide exchange = side(bed::client, limit);
                ExchangeSide unreceipted = side(bed::unreceiptedClient, limit);
                ExchangeSide unrecorded = side(bed::unrecordedClient, limit);
                PlainSide plain = new PlainSide(
                        bed,
                        settings.senders(),
                        new PlainSide.Sizes(exchange.documentBytes(), STATUS_BYTES),
                        new InFlight(limit))) {
            TurnTaking turns = new TurnTaking(bed, settings.senders());
            turns.warmUp(exchange, WARM_UP);
            for (ExchangeLoad side : List.of(plain, unreceipted, unrecorded)) {
                turns.warmUp(side, WARM_UP.dividedBy(2));
            }
            List<Way.Side> sides = List.of(
                    new Way.Side("plain messages", plain),
                    new Way.Side("exchange", exchange),
                    new Way.Side("without receipts", unreceipted),
                    new Way.Side("without ledger, register and receipts", unrecorded));
            return new Result(Way.measured(turns, sides, settings.time()));
        } catch (JMSException e) {
            throw new IOException("plain messaging failed: " + e.getMessage(), e);
        }
    }

    private ExchangeSide side(Function<EndpointId, ClientConfig> clients, int limit) {
        return new ExchangeSide(clients, settings.senders(), settings.size(), new InFlight(limit));
    }
}
