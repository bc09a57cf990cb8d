// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.fixture.LedgerStore;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.testkit.FreePort;

/**
 * Kills the exchange while eight senders and two receivers work, and accounts for every document afterwards, by what the
 * clients know and by the exchange's own books. Sometimes the database of the ledger is lost as well. Under an even seed the
 * ledger is in a PostgreSQL server, which is killed too, with the exchange or while that goes on. More seeds:
 * {@code -Dcrash.seeds=1..50}.
 */
final class CrashTest {
    private static final Logger LOG = LoggerFactory.getLogger(CrashTest.class);
    private static final Duration UNTIL_DRAINED = Duration.ofSeconds(90);
    private static final int SENDERS = 8;
    private static final String[] RECIPIENTS = {"G22", "G12", "H26"};
    private static final Map<AgencyId, String> HOSTS =
            Map.of(new AgencyId("G22"), "vpcp", new AgencyId("G12"), "vpcp", new AgencyId("H26"), "hanoi");

    @TempDir
    Path folder;

    private final List<ExchangeClient> clients = new ArrayList<>();
    private ClientConfig hue;
    private ClientConfig danang;
    private ClientConfig office;
    private ClientConfig hanoi;

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("crash.seeds", "1,2,3").split(",", -1))
                .flatMapToLong(CrashTest::range);
    }

    private static LongStream range(String seeds) {
        String[] ends = seeds.split("\\.\\.", -1);
        return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothing_accepted_is_lost_and_nothing_is_repeated_unmarked(long seed) throws Exception {
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        Accounts accounts = new Accounts(HOSTS);
        int kills = 2 + random.nextInt(2);

        try (LedgerStore ledger = LedgerStore.of(seed, data, folder.resolve("postgres"))) {
            Map<String, String> settings = new HashMap<>(ExchangeProcess.settings(FreePort.find()));
            settings.putAll(ledger.settings());
            register(data, settings);
            try (ExchangeProcess exchange = ExchangeProcess.start(data, settings);
                    Traffic traffic = new Traffic(accounts, seed)) {
                Kills moments = new Kills(random, exchange, ledger);
                start(traffic);
                for (int i = 0; i < kills; i++) {
                    moments.next();
                    exchange.assertBalanced();
                }
                traffic.endSending();
                drain(accounts);
                clients.forEach(ExchangeClient::close);
                LOG.info("seed {}, killed {}: {}", seed, moments, accounts);
            }

            assertThat(accounts.missing()).isEmpty();
            assertThat(accounts.wrong()).isEmpty();
            assertThat(accounts.documentsAccepted()).isGreaterThan(SENDERS);
            lookIntoTheBooks(data, settings);
        }
    }

    private void register(Path data, Map<String, String> settings) {
        try (ExchangeFixture exchange = ExchangeFixture.start(data, settings)) {
            hue = exchange.endpoint("hue", "H57");
            danang = exchange.endpoint("danang", "H17").withSendTimeout(Duration.ofMillis(800));
            office = exchange.endpoint("vpcp", "G22", "G12");
            hanoi = exchange.endpoint("hanoi", "H26");
        }
    }

    /** Half of the senders wait as long as it takes, the other half give up soon and sometimes try again. */
    private void start(Traffic traffic) {
        ExchangeClient patient = connect(hue);
        ExchangeClient hasty = connect(danang);
        traffic.hear(patient);
        traffic.hear(hasty);
        traffic.receive(connect(office), "vpcp", 3);
        traffic.receive(connect(hanoi), "hanoi", 1);
        for (int i = 0; i < SENDERS; i++) {
            if (i % 2 == 0) {
                traffic.send(patient, i, "H57", RECIPIENTS);
            } else {
                traffic.send(hasty, i, "H17", RECIPIENTS);
            }
        }
    }

    private ExchangeClient connect(ClientConfig config) {
        ExchangeClient client = ExchangeClient.connect(config);
        clients.add(client);
        return client;
    }

    private static void drain(Accounts accounts) {
        try {
            await().pollInterval(Duration.ofSeconds(1)).atMost(UNTIL_DRAINED).until(accounts::isQuiet);
        } catch (ConditionTimeoutException e) {
            LOG.error("not everything came to rest: {}", accounts);
        }
    }

    /** The killed exchange's own books: everything was taken, nothing is left over. */
    private static void lookIntoTheBooks(Path data, Map<String, String> settings) {
        try (ExchangeFixture exchange = ExchangeFixture.start(data, settings)) {
            Administration administration = exchange.broker().administration();
            Balance balance = administration.accounts().check();
            LOG.info("{}", balance);
            ExchangeProcess.assertBalanced(balance);
            assertThat(balance.states()).containsEntry(DeliveryState.DELIVERED, balance.accepted());
            // The check left a mark in the ledger's queue, which is taken out a moment after it was seen.
            await().untilAsserted(() -> assertThat(administration.queues())
                    .allSatisfy(queue ->
                            assertThat(queue.messages()).as(queue.name()).isZero()));
        }
    }
}
