// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.testkit.FreePort;

/**
 * An application with an outbox is killed again and again while the exchange comes and goes, and one of the inboxes it sends to is
 * full. Every send that returned arrives once and in order at each recipient, every refusal is told, and the
 * books balance.
 */
@Timeout(600)
final class OutboxCrashTest {
    private static final int KILLS = 4;
    private static final int SEED = 7;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** A run may have sent more than it could say. */
    private static final int BETWEEN_RUNS = 100_000;

    /** Fewer than are sent to it for sure. */
    private static final EndpointLimits FEW_WAIT =
            new EndpointLimits(Optional.empty(), Optional.of(3L), Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<Process> applications = new ArrayList<>();
    private Path data;
    private int port;
    private ExchangeProcess exchange;

    @BeforeEach
    void prepare() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        port = FreePort.find();
        try (ExchangeFixture fixture = ExchangeFixture.start(data, ExchangeProcess.settings(port))) {
            fixture.endpoint("hue", "H57");
            fixture.endpoint("government", "G22");
            fixture.endpoint("quiet", FEW_WAIT, "H50");
        }
        exchange = ExchangeProcess.start(data, ExchangeProcess.settings(port));
    }

    @AfterEach
    void stop() {
        applications.forEach(Process::destroyForcibly);
        exchange.close();
    }

    @Test
    void every_send_that_returned_arrives_once_and_in_order_and_every_refusal_is_told() throws Exception {
        List<Integer> sent = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            if (kill % 2 == 1) {
                exchange.kill();
            }
            sent.addAll(sendUntilKilled(1 + kill * BETWEEN_RUNS, 20 + random.nextInt(30)));
            if (kill % 2 == 1) {
                exchange.startAgain();
                exchange.awaitReady();
                exchange.assertBalanced();
            }
        }
        try (Taker quiet = new Taker("quiet", "H50");
                Taker government = new Taker("government", "G22")) {
            Process last = start(0);
            assertThat(lines(last).readLine()).isEqualTo("empty");
            assertThat(last.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();

            assertComplete(government, sentTo(sent, "G22"));
            assertComplete(quiet, sentTo(sent, "H50"));
        }
        exchange.assertBalanced();

        List<String> told = Files.readAllLines(folder.resolve("refusals"));
        for (int number : sentTo(sent, "X99")) {
            assertThat(told).anyMatch(line -> line.endsWith(number + "/KT-HG LT-R01"));
        }
    }

    private static List<Integer> sentTo(List<Integer> sent, String agency) {
        return sent.stream()
                .filter(number -> OutboxApplication.recipient(number).equals(agency))
                .toList();
    }

    private static void assertComplete(Taker taker, List<Integer> returned) throws InterruptedException {
        List<Integer> arrived = taker.all(returned);
        assertThat(arrived).as("nothing twice, nothing out of order").isEqualTo(List.copyOf(new TreeSet<>(arrived)));
        assertThat(returned).isNotEmpty();
        assertThat(arrived).containsAll(returned);
    }

    /** Starts the application and kills it in the middle of its work; the sends that returned, as far as it could say so. */
    private List<Integer> sendUntilKilled(int first, int sends) throws IOException, InterruptedException {
        Process application = start(first);
        BufferedReader lines = lines(application);
        List<Integer> returned = new ArrayList<>();
        for (int i = 0; i < sends; i++) {
            returned.add(Integer.valueOf(lines.readLine()));
        }
        application.destroyForcibly();
        assertThat(application.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return returned;
    }

    /** Takes what arrives for an agency. */
    private final class Taker implements AutoCloseable {
        private final BlockingQueue<Integer> numbers = new LinkedBlockingQueue<>();
        private final ExchangeClient client;

        Taker(String endpoint, String agency) {
            client = ExchangeClient.connect(ClientConfig.of(
                    "localhost",
                    port,
                    new DataFolder(data).endpointKeys(new EndpointId(endpoint)).folder()));
            client.inbox()
                    .onDocument(delivery -> {
                        assertThat(delivery.recipients()).containsExactly(new AgencyId(agency));
                        String reference = delivery.document().reference().orElseThrow();
                        delivery.acknowledge();
                        numbers.add(Integer.valueOf(reference.substring(0, reference.indexOf('/'))));
                    })
                    .open();
        }

        /** In the order in which it came, until all that is expected is there and no more comes. */
        List<Integer> all(List<Integer> expected) throws InterruptedException {
            List<Integer> arrived = new ArrayList<>();
            long end = System.nanoTime() + LONGEST.toNanos();
            boolean more = true;
            while (more) {
                Integer number = numbers.poll(2, TimeUnit.SECONDS);
                if (number != null) {
                    arrived.add(number);
                }
                more = number != null || (!arrived.containsAll(expected) && System.nanoTime() < end);
            }
            return arrived;
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private Process start(int first) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutboxApplication.class.getName(),
                        String.valueOf(port),
                        new DataFolder(data)
                                .endpointKeys(new EndpointId("hue"))
                                .folder()
                                .toString(),
                        folder.resolve("outbox").toString(),
                        folder.resolve("refusals").toString(),
                        String.valueOf(first))
                .redirectError(folder.resolve("application.log").toFile())
                .start();
        applications.add(process);
        return process;
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
