// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.Stream;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentBuilder;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.config.DataSize;

/** One document to very many recipients, each with an endpoint of its own: how long until it is accepted, what is stored. */
public final class FanoutBenchmark {
    private static final DataSize BROKER_HEAP = DataSize.ofMebibytes(1024);
    private static final int WARM_UP = 3;
    private static final int DOCUMENTS = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    private final int recipients;
    private final int size;
    private final boolean sealed;

    /**
     * What came out.
     *
     * @param recipients recipients of each document
     * @param documentBytes the edXML file
     * @param deliveriesPerSecond deliveries accepted, that is, durable in the recipient's inbox
     * @param acceptSeconds how long one send took, on average
     * @param slowestSeconds how long the slowest send took
     * @param storedBytesPerDocument what the disk holds more after a document, in files with bodies
     * @param storedBytesPerRecipient the same for each recipient
     * @param packageBytes what the disk holds more after a sealed document for its key packages
     */
    public record Result(
            int recipients,
            long documentBytes,
            double deliveriesPerSecond,
            double acceptSeconds,
            double slowestSeconds,
            double storedBytesPerDocument,
            double storedBytesPerRecipient,
            double packageBytes) {}

    /** Prepares a measurement with so many recipients and documents of so many bytes, sealed or as they are. */
    public FanoutBenchmark(int recipients, int size, boolean sealed) {
        this.sealed = sealed;
        this.recipients = recipients;
        this.size = size;
    }

    /** Measures. */
    public Result run() throws IOException {
        try (TestBed bed = TestBed.start(BROKER_HEAP, new TestBed.Further(recipients, false));
                ExchangeClient sender = ExchangeClient.connect(bed.client(TestBed.SENDER))) {
            if (sealed) {
                for (int i = 1; i <= recipients; i++) {
                    bed.furtherClient(TestBed.fanEndpoint(i));
                }
            }
            for (int i = 0; i < WARM_UP; i++) {
                sender.send(document(i));
            }
            Path bodies = bed.data().resolve("large-messages");
            long before = bytesIn(bodies);
            long packagesBefore = packageBytes(bed);
            double total = 0;
            double slowest = 0;
            for (int i = 0; i < DOCUMENTS; i++) {
                Document document = document(WARM_UP + i);
                long start = System.nanoTime();
                sender.send(document);
                double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
                total += seconds;
                slowest = Math.max(slowest, seconds);
            }
            double stored = (bytesIn(bodies) - before) / (double) DOCUMENTS;
            return new Result(
                    recipients,
                    bytes(document(0)),
                    recipients * DOCUMENTS / total,
                    total / DOCUMENTS,
                    slowest,
                    stored,
                    stored / recipients,
                    (packageBytes(bed) - packagesBefore) / (double) DOCUMENTS);
        }
    }

    private Document document(int number) {
        byte[] content = new byte[size];
        new Random(number).nextBytes(content);
        DocumentBuilder builder = Document.builder()
                .from(TestBed.SENDING_AGENCY.value())
                .number(number + "/BM", LocalDate.of(2026, 1, 5))
                .subject("Gửi nhiều nơi nhận")
                .content(Attachment.of("noi-dung.pdf", content));
        for (int i = 1; i <= recipients; i++) {
            builder.to(TestBed.fanAgency(i).value());
        }
        return sealed ? builder.sealed().build() : builder.build();
    }

    private static long bytes(Document document) throws IOException {
        try (CountingSink sink = new CountingSink()) {
            document.writeTo(sink);
            return sink.bytes();
        }
    }

    private static long packageBytes(TestBed bed) {
        return Stream.of("", "-wal")
                .mapToLong(ending ->
                        bed.data().resolve("key-packages.db" + ending).toFile().length())
                .sum();
    }

    /** Bodies above the streaming size are files of their own, so their folder shows what is stored of them. */
    private static long bytesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
