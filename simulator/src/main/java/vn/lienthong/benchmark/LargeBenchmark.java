// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import vn.lienthong.config.DataSize;
import vn.lienthong.protocol.EndpointId;

/**
 * One very large document through a sender, an exchange and a receiver, each a JVM with a small heap, as it is and sealed, against a
 * plain large message of as many bytes through the same brokers and kinds of JVM. The three take turns.
 */
public final class LargeBenchmark {
    private static final int ROUNDS = 3;
    private static final int BLOCK = 1 << 20;

    private final DataSize size;
    private final DataSize heap;

    /**
     * What came out; rates are bytes of the message from the first read at the sender to the last write at the receiver.
     *
     * @param bytes the edXML file
     * @param megabytesPerSecond ours, the median of the rounds
     * @param rawMegabytesPerSecond plain, the median of the rounds
     * @param ratio the first to the second
     * @param sealedMegabytesPerSecond ours, sealed, the median of the rounds
     * @param sealedRatio that to the first
     * @param brokerPeak memory of the broker's JVM at its highest, as the system counts it
     * @param senderPeak memory of our sender
     * @param receiverPeak memory of our receiver
     */
    public record Result(
            long bytes,
            double megabytesPerSecond,
            double rawMegabytesPerSecond,
            double ratio,
            double sealedMegabytesPerSecond,
            double sealedRatio,
            String brokerPeak,
            String senderPeak,
            String receiverPeak) {}

    /** Prepares a measurement. */
    public LargeBenchmark(DataSize size, DataSize heap) {
        this.size = size;
        this.heap = heap;
    }

    /** Measures. */
    public Result run() throws IOException {
        Path content = Files.createTempFile("lienthong-bench-", ".pdf");
        try (TestBed bed = TestBed.start(heap, TestBed.Further.NOTHING)) {
            fill(content, size.bytes() / 4 * 3);
            List<Double> ours = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            List<Double> sealed = new ArrayList<>();
            long bytes;
            Peaks peaks;
            try (Pair exchange = Pair.start(bed, heap, content, true);
                    Pair plain = Pair.start(bed, heap, content, false)) {
                bytes = exchange.transfer(LargeSide.GO).bytes();
                plain.transfer(LargeSide.GO);
                exchange.transfer(LargeSide.SEALED);
                for (int i = 0; i < ROUNDS; i++) {
                    ours.add(exchange.transfer(LargeSide.GO).megabytesPerSecond());
                    theirs.add(plain.transfer(LargeSide.GO).megabytesPerSecond());
                    sealed.add(exchange.transfer(LargeSide.SEALED).megabytesPerSecond());
                }
                peaks = new Peaks(
                        text(bed.process().peakMemory()),
                        text(exchange.sender().peakMemory()),
                        text(exchange.receiver().peakMemory()));
            }
            return result(bytes, new Rates(median(ours), median(theirs), median(sealed)), peaks);
        } finally {
            Files.deleteIfExists(content);
        }
    }

    private static Result result(long bytes, Rates rates, Peaks peaks) {
        return new Result(
                bytes,
                rates.open(),
                rates.plain(),
                rates.open() / rates.plain(),
                rates.sealed(),
                rates.sealed() / rates.open(),
                peaks.broker(),
                peaks.sender(),
                peaks.receiver());
    }

    private record Rates(double open, double plain, double sealed) {}

    private record Peaks(String broker, String sender, String receiver) {}

    /** What one transfer told. */
    record Transfer(long bytes, double seconds) {
        double megabytesPerSecond() {
            return bytes / 1e6 / seconds;
        }
    }

    /** A sending and a receiving JVM. */
    private record Pair(ChildProcess sender, ChildProcess receiver) implements AutoCloseable {
        static Pair start(TestBed bed, DataSize heap, Path content, boolean exchange) {
            return new Pair(
                    side(bed, heap, content, exchange, TestBed.SENDER),
                    side(bed, heap, content, exchange, TestBed.RECEIVER));
        }

        private static ChildProcess side(
                TestBed bed, DataSize heap, Path content, boolean exchange, EndpointId endpoint) {
            var client = exchange ? bed.client(endpoint) : bed.plainClient(endpoint);
            String role = (exchange ? "exchange-" : "plain-") + (endpoint.equals(TestBed.SENDER) ? "send" : "receive");
            ChildProcess process = ChildProcess.start(
                    LargeSide.class,
                    heap,
                    List.of(
                            role,
                            Integer.toString(client.port()),
                            String.valueOf(client.keyStore().getParent()),
                            content.toString()));
            process.answer();
            return process;
        }

        Transfer transfer(String order) {
            long start = System.nanoTime();
            sender.say(order);
            sender.answer();
            long bytes = Long.parseLong(receiver.answer());
            return new Transfer(bytes, (System.nanoTime() - start) / 1e9);
        }

        @Override
        public void close() {
            sender.close();
            receiver.close();
        }
    }

    private static void fill(Path file, long bytes) throws IOException {
        Random random = new Random(1);
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= BLOCK) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(BLOCK, left));
            }
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static String text(Optional<DataSize> size) {
        return size.map(DataSize::toString).orElse("?");
    }
}
