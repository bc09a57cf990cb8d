// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.testkit.Letters;

/** One endpoint's flood, a recipient that never settles and one that is away do not stop two others, and lose nothing. */
final class FairnessTest {
    /** Without others the documents of the two take less than a second. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    private static final Duration UNTIL_DRAINED = Duration.ofMinutes(5);
    private static final int QUIET = 40;
    private static final int MANY = 3_000;
    private static final int SENDERS = 4;
    private static final int HELD = 4;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    private final Set<DocumentId> quietStatuses = ConcurrentHashMap.newKeySet();
    private final Set<DocumentId> loudStatuses = ConcurrentHashMap.newKeySet();
    private final Queue<Document> loud = new ConcurrentLinkedQueue<>();
    private ExchangeFixture exchange;
    private ExchangeClient quiet;
    private ExchangeClient flood;
    private ClientConfig office;

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(folder, Map.of("memory.messages", "2m"));
        quiet = exchange.connect("hue", "H57");
        listen(quiet, quietStatuses);
        exchange.connect("vpcp", "G22")
                .inbox()
                .onDocument(Delivery::acknowledge)
                .open();
        flood = exchange.connect("lao-cai", "H38");
        listen(flood, loudStatuses);
        office = exchange.endpoint("quang-tri", "H50");
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        exchange.close();
    }

    @Test
    void a_flood_does_not_stop_others() throws Exception {
        takeAll();
        AtomicBoolean flows = new AtomicBoolean(true);
        List<Future<?>> senders = Stream.<Runnable>generate(() -> () -> {
                    while (flows.get()) {
                        sendLoud();
                    }
                })
                .limit(SENDERS)
                .<Future<?>>map(threads::submit)
                .toList();

        quietExchangesComplete();
        flows.set(false);
        for (Future<?> sender : senders) {
            sender.get();
        }

        assertThat(loud).hasSizeGreaterThan(QUIET);
        nothingIsLost();
    }

    @Test
    void a_recipient_that_never_settles_does_not_stop_others() throws Exception {
        Queue<Delivery> held = new ConcurrentLinkedQueue<>();
        ExchangeClient holder = exchange.connect(office);
        holder.inbox().onDocument(held::add).concurrency(HELD).open();
        sendMany();
        await().atMost(BOUND).until(() -> held.size() == HELD);

        quietExchangesComplete();

        assertThat(held).hasSize(HELD);
        holder.close();
        takeAll();
        nothingIsLost();
    }

    @Test
    void an_inbox_so_deep_that_it_is_on_disk_does_not_take_others_there() throws Exception {
        sendMany();
        assertThat(onDisk()).contains(Addresses.inbox(new EndpointId("quang-tri")));

        quietExchangesComplete();

        assertThat(onDisk())
                .doesNotContain(
                        Addresses.LEDGER,
                        Addresses.inbox(new EndpointId("vpcp")),
                        Addresses.statuses(new EndpointId("hue")));
        takeAll();
        nothingIsLost();
    }

    private void quietExchangesComplete() {
        List<DocumentId> sent = Stream.generate(() -> quiet.send(Letters.letter("H57", "G22")))
                .limit(QUIET)
                .map(document -> document.id())
                .toList();
        await().atMost(BOUND).untilAsserted(() -> assertThat(quietStatuses).containsAll(sent));
    }

    private void sendMany() throws Exception {
        List<Future<?>> senders = Stream.<Runnable>generate(() -> () -> {
                    for (int i = 0; i < MANY / SENDERS; i++) {
                        sendLoud();
                    }
                })
                .limit(SENDERS)
                .<Future<?>>map(threads::submit)
                .toList();
        for (Future<?> sender : senders) {
            sender.get();
        }
    }

    private void sendLoud() {
        Document document = Letters.letter("H38", "H50");
        flood.send(document);
        loud.add(document);
    }

    private void takeAll() {
        exchange.connect(office)
                .inbox()
                .onDocument(Delivery::acknowledge)
                .concurrency(HELD)
                .open();
    }

    private static void listen(ExchangeClient client, Set<DocumentId> statuses) {
        client.inbox()
                .onDocument(Delivery::acknowledge)
                .onStatus(update -> statuses.add(update.document()))
                .open();
    }

    private void nothingIsLost() {
        await().atMost(UNTIL_DRAINED).until(() -> loudStatuses.size() >= loud.size());
        assertThat(loudStatuses)
                .containsExactlyInAnyOrderElementsOf(
                        loud.stream().map(Document::id).toList());
        Balance balance = exchange.broker().administration().accounts().check();
        assertThat(balance.balanced()).as("%s", balance).isTrue();
        assertThat(balance.accepted()).isEqualTo(QUIET + loud.size());
        assertThat(balance.states()).containsEntry(DeliveryState.DELIVERED, balance.accepted());
    }

    /** Addresses that have gone to disk since the exchange was started. */
    private List<String> onDisk() {
        try (Stream<Path> files = Files.walk(folder.resolve("paging"))) {
            return files.filter(file -> file.endsWith("address.txt"))
                    .map(FairnessTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
