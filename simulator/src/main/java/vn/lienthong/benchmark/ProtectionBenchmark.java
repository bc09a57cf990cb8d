// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyPurpose;

/** What signing and sealing cost: the complete exchange with each, and plain messages, in turns on one machine. */
public final class ProtectionBenchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration SHORT_WARM_UP = Duration.ofSeconds(12);
    private static final Map<KeyPurpose, KeyAlgorithm> ED25519 = Map.of(KeyPurpose.SIGNING, KeyAlgorithm.ED25519);
    private static final int ENDPOINTS = 16;

    private final ExchangeBenchmark.Settings settings;
    private final List<String> wanted;

    /**
     * What came out.
     *
     * @param ways each way to exchange, plain messages first
     */
    public record Result(List<Way> ways) {
        /** Copies the ways. */
        public Result {
            ways = List.copyOf(ways);
        }

        /** Documents whose status never came back. */
        public long lost() {
            return ways.stream().mapToLong(Way::lost).sum();
        }
    }

    /**
     * Prepares a measurement.
     *
     * @param wanted words of which one has to be in the name of a way for it to be measured; none for all ways
     */
    public ProtectionBenchmark(ExchangeBenchmark.Settings settings, List<String> wanted) {
        this.settings = settings;
        this.wanted = List.copyOf(wanted);
    }

    /** Measures; blocks for two minutes more than nine times the time asked for. */
    public Result run() throws IOException, InterruptedException {
        List<Way.Side> sides = new ArrayList<>();
        try (TestBed bed = TestBed.start(ExchangeBenchmark.BROKER_HEAP, new TestBed.Further(ENDPOINTS, false))) {
            try {
                addSides(bed, sides);
                return measured(bed, sides.stream().filter(this::isWanted).toList());
            } finally {
                for (Way.Side side : sides) {
                    side.load().close();
                }
            }
        } catch (JMSException e) {
            throw new IOException("plain messaging failed: " + e.getMessage(), e);
        }
    }

    private boolean isWanted(Way.Side side) {
        return wanted.isEmpty()
                || side.load() instanceof PlainSide
                || wanted.stream().anyMatch(side.name()::contains);
    }

    private void addSides(TestBed bed, List<Way.Side> sides) throws JMSException {
        ExchangeSide signed = side(1, bed::furtherClient);
        sides.add(new Way.Side(
                "plain messages",
                new PlainSide(
                        bed,
                        settings.senders(),
                        new PlainSide.Sizes(signed.documentBytes(), ExchangeBenchmark.STATUS_BYTES),
                        new InFlight(limit()))));
        sides.add(new Way.Side("signed (P-256)", signed));
        sides.add(new Way.Side("unsigned", side(3, endpoint -> unsigned(bed.furtherClient(endpoint)))));
        sides.add(new Way.Side(
                "signed, sealed (P-256, X25519)", side(5, endpoint -> sealed(bed.furtherClient(endpoint)))));
        sides.add(new Way.Side(
                "signed (RSA-2048)",
                side(7, endpoint -> bed.furtherClient(endpoint, Map.of(KeyPurpose.SIGNING, KeyAlgorithm.RSA_2048)))));
        sides.add(new Way.Side(
                "signed, sealed (RSA-2048)",
                side(
                        9,
                        endpoint -> sealed(bed.furtherClient(
                                endpoint,
                                Map.of(
                                        KeyPurpose.SIGNING, KeyAlgorithm.RSA_2048,
                                        KeyPurpose.SEALING, KeyAlgorithm.RSA_2048))))));
        sides.add(new Way.Side(
                "signed, sealed (P-256, ML-KEM-768 with X25519)",
                side(
                        11,
                        endpoint -> sealed(bed.furtherClient(
                                endpoint, Map.of(KeyPurpose.SEALING, KeyAlgorithm.ML_KEM_768_X25519))))));
        sides.add(new Way.Side("signed (Ed25519)", side(13, endpoint -> bed.furtherClient(endpoint, ED25519))));
        sides.add(new Way.Side(
                "signed, sealed (Ed25519, X25519)",
                side(15, endpoint -> sealed(bed.furtherClient(endpoint, ED25519)))));
    }

    private Result measured(TestBed bed, List<Way.Side> sides) throws IOException, InterruptedException {
        TurnTaking turns = new TurnTaking(bed, settings.senders());
        turns.warmUp(sides.get(1).load(), WARM_UP);
        for (Way.Side side : sides) {
            turns.warmUp(side.load(), SHORT_WARM_UP);
        }
        return new Result(Way.measured(turns, sides, settings.time()));
    }

    private ExchangeSide side(int first, Function<EndpointId, ClientConfig> clients) {
        TestBed.Pair pair = TestBed.Pair.of(first, first + 1);
        return new ExchangeSide(pair, clients, settings.senders(), settings.size(), new InFlight(limit()));
    }

    private int limit() {
        return settings.senders() * ExchangeBenchmark.IN_FLIGHT_PER_SENDER;
    }

    private static ClientConfig unsigned(ClientConfig client) {
        return client.withSigningKeyStore(Optional.empty()).withUnsigned(ClientConfig.Unsigned.ACCEPT);
    }

    private static ClientConfig sealed(ClientConfig client) {
        ClientConfig.Sealing usual = client.sealing();
        return client.withSealing(new ClientConfig.Sealing(usual.keyStore(), usual.secret(), true, usual.suite()));
    }
}
