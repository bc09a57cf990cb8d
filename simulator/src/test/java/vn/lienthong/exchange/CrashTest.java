// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;
import vn.lienthong.broker.administration.AdministrationSocket;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.DeliveryState;

/**
 * Kills the exchange while eight senders and two receivers work, sometimes losing the database of its ledger as well, and
 * accounts for every document afterwards, by what the clients know and by the exchange's own books. More seeds:
 * {@code -Dcrash.seeds=1,2,3,4}.
 */
final class CrashTest {
    private static final Logger LOG = LoggerFactory.getLogger(CrashTest.class);
    private static final Duration UNTIL_DRAINED = Duration.ofSeconds(90);
    private static final int SENDERS = 8;
    private static final int SHORTEST_RUN_MILLIS = 400;
    private static final int LONGEST_RUN_MILLIS = 2_000;

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
        return Arrays.stream(System.getProperty("crash.seeds", "1,2,3").split(","))
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_accepted_is_lost_and_nothing_is_repeated_unmarked(long seed) throws Exception {
        Random random = new Random(seed);
        int port = ExchangeProcess.freePort();
        Path data = folder.resolve("data");
        register(data, port);
        Accounts accounts = new Accounts(HOSTS);
        int kills = 2 + random.nextInt(2);

        try (ExchangeProcess exchange = ExchangeProcess.start(data, port);
                Traffic traffic = new Traffic(accounts, seed)) {
            start(traffic);
            for (int i = 0; i < kills; i++) {
                runFor(SHORTEST_RUN_MILLIS + random.nextInt(LONGEST_RUN_MILLIS - SHORTEST_RUN_MILLIS));
                exchange.kill();
                if (random.nextInt(3) == 0) {
                    loseLedger(data);
                }
                exchange.startAgain();
                exchange.awaitReady();
                assertThat(balance(data)).as("while messages flow").satisfies(CrashTest::isBalanced);
            }
            runFor(SHORTEST_RUN_MILLIS);
            traffic.endSending();
            drain(accounts);
            clients.forEach(ExchangeClient::close);
        }

        LOG.info("seed {}, killed {} times: {}", seed, kills, accounts);
        assertThat(accounts.missing()).isEmpty();
        assertThat(accounts.wrong()).isEmpty();
        assertThat(accounts.documentsAccepted()).isGreaterThan(SENDERS);
        lookIntoTheBooks(data, port);
    }

    /** The database of the ledger is gone, as after a broken disk; the events are there. */
    private static void loseLedger(Path data) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(data.resolve("ledger.db" + suffix));
        }
    }

    /** Operators can ask a moment later than clients can send. */
    private static Balance balance(Path data) {
        Path socket = new DataFolder(data).administrationSocket();
        return await().atMost(UNTIL_DRAINED)
                .ignoreExceptionsInstanceOf(SocketException.class)
                .until(() -> AdministrationSocket.ask(socket, new DeliveryRequest.Check()), Objects::nonNull);
    }

    private static void isBalanced(Balance balance) {
        assertThat(balance.differences()).isEmpty();
        assertThat(balance.balanced()).isTrue();
    }

    private void register(Path data, int port) {
        try (ExchangeFixture exchange = ExchangeFixture.start(data, ExchangeProcess.settings(port))) {
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

    private static void runFor(int millis) throws InterruptedException {
        boolean interrupted = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        assertThat(interrupted).isFalse();
    }

    private static void drain(Accounts accounts) {
        try {
            await().pollInterval(Duration.ofSeconds(1)).atMost(UNTIL_DRAINED).until(accounts::isQuiet);
        } catch (ConditionTimeoutException e) {
            LOG.error("not everything came to rest: {}", accounts);
        }
    }

    /** The killed exchange's own books: everything was taken, nothing is left over. */
    private static void lookIntoTheBooks(Path data, int port) throws IOException {
        try (ExchangeFixture exchange = ExchangeFixture.start(data, ExchangeProcess.settings(port))) {
            Administration administration = exchange.broker().administration();
            Balance balance = administration.accounts().check();
            LOG.info("{}", balance);
            isBalanced(balance);
            assertThat(balance.states()).containsEntry(DeliveryState.DELIVERED, balance.accepted());
            // The check left a mark in the ledger's queue, which is taken out a moment after it was seen.
            await().untilAsserted(() -> assertThat(administration.queues())
                    .allSatisfy(queue ->
                            assertThat(queue.messages()).as(queue.name()).isZero()));
        }
    }
}
