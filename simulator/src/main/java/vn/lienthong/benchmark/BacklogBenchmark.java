// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.config.DataSize;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.simulator.TemporaryFolder;

/** What becomes of an exchange whose recipient is away: how it takes documents, starts again, answers, and hands them out. */
public final class BacklogBenchmark {
    private static final int PARTS = 10;
    private static final long LONGEST_WAIT_SECONDS = 300;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Settings settings;

    /**
     * What to measure.
     *
     * @param documents how many pile up
     * @param size bytes of each
     * @param heap heap of the exchange
     * @param drain how long they are handed out
     */
    public record Settings(long documents, int size, DataSize heap, Duration drain) {}

    /**
     * What came out.
     *
     * @param documents documents in the inbox of the recipient that was away
     * @param acceptedPerSecond documents accepted in a second, tenth by tenth of all
     * @param ledgerSeconds how long the ledger went on after the last
     * @param heapBytes heap in use after that
     * @param peakBytes the most memory the process ever had
     * @param peakBytesRestarted the same after the restart, until the end
     * @param stopSeconds stopping it
     * @param restartSeconds from the start of its JVM until it took documents again
     * @param queuesMillis all queues
     * @param trackMillis one document in the ledger
     * @param findMillis what the recipient has not fetched
     * @param checkSeconds the whole balance
     * @param recallMillis recalling the newest document
     * @param firstSeconds from the recipient's return to its first document
     * @param takenPerSecond documents the recipient took in a second
     * @param lost documents that were accepted and did not wait in the inbox after the restart
     * @param balanced whether ledger and inbox agreed, before and after
     */
    public record Result(
            long documents,
            List<Double> acceptedPerSecond,
            double ledgerSeconds,
            long heapBytes,
            long peakBytes,
            long peakBytesRestarted,
            double stopSeconds,
            double restartSeconds,
            double queuesMillis,
            double trackMillis,
            double findMillis,
            double checkSeconds,
            double recallMillis,
            double firstSeconds,
            double takenPerSecond,
            long lost,
            boolean balanced) {
        /** Copies the list. */
        public Result {
            acceptedPerSecond = List.copyOf(acceptedPerSecond);
        }
    }

    /** What the first exchange showed. */
    private record Filled(List<Double> rates, double ledgerSeconds, long heap, long peak) {}

    /** What the recipient showed. */
    private record Drained(double firstSeconds, double perSecond) {}

    /** Prepares a measurement. */
    public BacklogBenchmark(Settings settings) {
        this.settings = settings;
    }

    /** Measures; blocks for minutes with a million documents. */
    public Result run() throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("lienthong-bench-")) {
            ChildProcess first = start(folder.path());
            Filled filled;
            try {
                filled = fill(folder.path(), first);
            } catch (IOException | InterruptedException | RuntimeException e) {
                first.close();
                throw e;
            }
            long stop = System.nanoTime();
            first.close();
            double stopSeconds = secondsSince(stop);
            long start = System.nanoTime();
            try (ChildProcess second = start(folder.path())) {
                int port = Integer.parseInt(second.answer());
                return measure(new Restarted(folder.path(), second, port), filled, stopSeconds, secondsSince(start));
            }
        } catch (JMSException e) {
            throw new IOException("a sender failed: " + e.getMessage(), e);
        }
    }

    /** An exchange that was started on a backlog. */
    private record Restarted(Path folder, ChildProcess process, int port) {
        BacklogExchange.Timed ask(String question) {
            return BacklogBenchmark.ask(process, question);
        }

        ClientConfig client(EndpointId endpoint) {
            return BacklogBenchmark.client(folder, port, endpoint);
        }
    }

    private ChildProcess start(Path folder) {
        return ChildProcess.start(BacklogExchange.class, settings.heap(), List.of(folder.toString()));
    }

    private Filled fill(Path folder, ChildProcess exchange) throws IOException, InterruptedException, JMSException {
        int port = Integer.parseInt(exchange.answer());
        List<Double> rates = new ArrayList<>();
        try (BacklogSenders senders = new BacklogSenders(client(folder, port, TestBed.SENDER), settings.size())) {
            for (int part = 0; part < PARTS; part++) {
                rates.add(senders.send(settings.documents() * part / PARTS, settings.documents() * (part + 1) / PARTS));
            }
        }
        double ledgerSeconds = ask(exchange, "events").millis() / 1_000;
        long heap = Long.parseLong(ask(exchange, "heap").found());
        return new Filled(rates, ledgerSeconds, heap, peak(exchange));
    }

    private Result measure(Restarted exchange, Filled filled, double stopSeconds, double restartSeconds)
            throws IOException, InterruptedException, JMSException {
        BacklogExchange.Timed queues = exchange.ask("queues");
        exchange.ask("track " + BacklogSenders.id(1)); // waits until the ledger is there
        double track = exchange.ask("track " + BacklogSenders.id(0)).millis();
        exchange.ask("find"); // and this for the compiler
        double find = exchange.ask("find").millis();
        BacklogExchange.Timed full = exchange.ask("check");
        double recall = recall(exchange);
        Drained drained = drain(exchange);
        BacklogExchange.Timed drawn = exchange.ask("check");
        return new Result(
                settings.documents(),
                filled.rates(),
                filled.ledgerSeconds(),
                filled.heap(),
                filled.peak(),
                peak(exchange.process()),
                stopSeconds,
                restartSeconds,
                queues.millis(),
                track,
                find,
                full.millis() / 1_000,
                recall,
                drained.firstSeconds(),
                drained.perSecond(),
                settings.documents() - queued(full),
                isBalanced(full) && isBalanced(drawn));
    }

    private static boolean isBalanced(BacklogExchange.Timed check) {
        return check.found().startsWith("balanced");
    }

    private static long queued(BacklogExchange.Timed check) {
        return Long.parseLong(check.found().replaceFirst(".*balanced \\d+ (\\d+) .*", "$1"));
    }

    private double recall(Restarted exchange) throws IOException, JMSException {
        ClientConfig config = exchange.client(TestBed.SENDER);
        try (ExchangeClient sender = ExchangeClient.connect(config);
                BacklogSenders senders = new BacklogSenders(config, settings.size())) {
            long start = System.nanoTime();
            sender.recall(senders.document(settings.documents() - 1), "gửi nhầm");
            return (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
    }

    private Drained drain(Restarted exchange) throws IOException, InterruptedException {
        AtomicLong taken = new AtomicLong();
        CountDownLatch first = new CountDownLatch(1);
        long start = System.nanoTime();
        try (ExchangeClient receiver = ExchangeClient.connect(exchange.client(TestBed.RECEIVER))) {
            receiver.inbox()
                    .onDocument(delivery -> {
                        delivery.acknowledge();
                        taken.incrementAndGet();
                        first.countDown();
                    })
                    .concurrency(8)
                    .open();
            if (!first.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no document came out");
            }
            double firstSeconds = secondsSince(start);
            long before = taken.get();
            long from = System.nanoTime();
            new CountDownLatch(1).await(settings.drain().toMillis(), TimeUnit.MILLISECONDS); // the time to measure in
            return new Drained(firstSeconds, (taken.get() - before) / secondsSince(from));
        }
    }

    private static BacklogExchange.Timed ask(ChildProcess exchange, String question) {
        exchange.say(question);
        return JsonMapper.shared().readValue(exchange.answer(), BacklogExchange.Timed.class);
    }

    private static ClientConfig client(Path folder, int port, EndpointId endpoint) {
        return ClientConfig.of(
                        "localhost",
                        port,
                        new DataFolder(folder).endpointKeys(endpoint).folder())
                .withUnsigned(ClientConfig.Unsigned.ACCEPT);
    }

    private static long peak(ChildProcess process) {
        return process.peakMemory().map(DataSize::bytes).orElse(0L);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }
}
