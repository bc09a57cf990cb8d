// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.faults.Effect;
import vn.lienthong.faults.Fault;
import vn.lienthong.faults.Fault.When;
import vn.lienthong.faults.Stage;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;

/**
 * Faults at random everywhere, lines cut, the exchange restarted in the middle; and at the end the account balances: every document
 * is with every recipient, once, and every recipient has said what it had to say. {@code -Dchaos.seeds=1..200}.
 */
final class ChaosTest {
    private static final Duration UNTIL_SETTLED = Duration.ofMinutes(2);
    private static final String[] AGENCIES = {"G22", "G12", "H26", "H57"};
    private static final int DOCUMENTS = 24;

    @TempDir
    Path folder;

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("chaos.seeds", "1,2").split(",", -1))
                .flatMapToLong(part -> {
                    String[] ends = part.split("\\.\\.", -1);
                    return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
                });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_goes_wrong_the_account_balances(long seed) {
        Random random = new Random(seed);
        try (SimulatedExchange exchange = SimulatedExchange.builder()
                .agencies(AGENCIES)
                .agencies("H29")
                .setting("redelivery.attempts", "1000")
                .seed(seed)
                .start()) {
            Arrays.stream(AGENCIES).forEach(exchange::agency);
            Set<DocumentId> heard = Collections.synchronizedSet(new HashSet<>());
            try (ExchangeClient sender =
                    ExchangeClient.connect(exchange.clientConfig("H29").withOutbox(folder.resolve("outbox" + seed)))) {
                sender.inbox()
                        .onDocument(delivery -> delivery.acknowledge())
                        .onStatus(status -> {
                            if (status.status() == ProcessingStatus.COMPLETED) {
                                heard.add(status.document());
                            }
                        })
                        .open();
                List<Document> sent = run(exchange, sender, random);
                exchange.faults().clear();
                await().atMost(UNTIL_SETTLED)
                        .until(() -> sender.outbox().orElseThrow().depth() == 0);
                await().atMost(UNTIL_SETTLED)
                        .until(() -> sent.stream().allMatch(document -> isCompleted(exchange, document)));
                await().atMost(UNTIL_SETTLED).until(() -> heard.size() == sent.size());
                sent.forEach(document -> isThereOnce(exchange, document));
                assertThat(exchange.administration().accounts().check().differences())
                        .isEmpty();
            }
        }
    }

    /** Sends, and breaks things meanwhile. */
    private static List<Document> run(SimulatedExchange exchange, ExchangeClient sender, Random random) {
        plan(exchange, random);
        List<Document> sent = new ArrayList<>();
        int restartAt = random.nextInt(DOCUMENTS);
        for (int i = 0; i < DOCUMENTS; i++) {
            int recipients = 1 + random.nextInt(AGENCIES.length);
            String[] to = Arrays.copyOf(AGENCIES, recipients);
            Document document = Letters.letter("H29", to);
            sender.send(document);
            sent.add(document);
            if (i == restartAt) {
                exchange.restart();
            }
            if (random.nextInt(5) == 0) {
                exchange.line(random.nextBoolean() ? "H29" : AGENCIES[random.nextInt(AGENCIES.length)])
                        .cut();
            }
        }
        return sent;
    }

    private static void plan(SimulatedExchange exchange, Random random) {
        Effect[] onTheLine = {
            new Effect.Disconnect(2_000 + random.nextInt(40_000)),
            new Effect.Corrupt(5_000 + random.nextInt(20_000)),
            new Effect.Slow(50_000 + random.nextInt(200_000)),
            new Effect.Delay(Duration.ofMillis(1 + random.nextInt(5)))
        };
        for (Stage stage : List.of(Stage.AUTHENTICATE, Stage.DELIVER, Stage.SETTLE)) {
            Effect effect = onTheLine[random.nextInt(onTheLine.length)];
            exchange.faults()
                    .add(new Fault(
                            Optional.empty(), stage, effect, new When(0, 3, 0.5, Optional.empty(), Optional.empty())));
        }
        exchange.faults()
                .add(new Fault(
                        Optional.empty(),
                        Stage.CONNECT,
                        new Effect.Drop(),
                        new When(1, 1, 0.3, Optional.empty(), Optional.empty())));
        exchange.faults().add(Fault.of("H29", Stage.ACCEPT, new Effect.Refuse("LT-R20"), When.sometimes(0.2)));
        List.of(
                        "H29 accept drop probability 0.1",
                        "* accept duplicate probability 0.1",
                        "* deliver delay 200ms probability 0.2",
                        "* deliver reorder probability 0.2",
                        "* deliver drop probability 0.1",
                        "* deliver duplicate probability 0.1")
                .forEach(exchange.faults()::add);
    }

    private static boolean isCompleted(SimulatedExchange exchange, Document document) {
        List<TrackedDelivery> deliveries = deliveries(exchange, document);
        return deliveries.size() == document.recipients().size()
                && deliveries.stream()
                        .allMatch(delivery -> delivery.state() == DeliveryState.DELIVERED
                                && delivery.status().equals(Optional.of(ProcessingStatus.COMPLETED)));
    }

    /** A repetition may be handed out, but it is entered once. */
    private static void isThereOnce(SimulatedExchange exchange, Document document) {
        for (AgencyId recipient : document.recipients()) {
            assertThat(exchange.agency(recipient.value()).received())
                    .filteredOn(received -> received.id().equals(document.id()) && received.attempt() == 1)
                    .as("%s at %s, unmarked", document.id(), recipient)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static List<TrackedDelivery> deliveries(SimulatedExchange exchange, Document document) {
        return exchange.track(document).map(tracked -> tracked.deliveries()).orElse(List.of());
    }
}
