// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.RecallRequest;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Receipt;

/** Receives documents and statuses into a folder. */
@Command(
        name = "receive",
        mixinStandardHelpOptions = true,
        description =
                "Take documents and statuses: each document becomes an .edxml file and a folder with its attachments.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong receive inbox                              until Ctrl-C",
            "  lienthong receive inbox --count 1 --timeout 30s      exit code 1 if none came",
            "  lienthong receive inbox --json                       one object per document or status",
            "",
            "A document is acknowledged (status 01) when it is on disk; the same document again replaces its files."
        })
final class ReceiveCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ClientOption client = new ClientOption();

    @Parameters(paramLabel = "DIR", description = "Folder to put documents into; made if it is not there.")
    private Path folder = Path.of("");

    @Option(names = "--count", paramLabel = "N", description = "Stop after so many documents and statuses.")
    private Optional<Integer> count = Optional.empty();

    @Option(names = "--timeout", paramLabel = "TIME", description = "With --count: how long to wait; default 60s.")
    private Duration timeout = Duration.ofSeconds(60);

    @Option(names = "--no-statuses", description = "Leave statuses with the exchange.")
    private boolean noStatuses;

    @Option(names = "--receipts", description = "Also show what the exchange says about what was sent.")
    private boolean receipts;

    @Option(names = "--agree-to-recalls", description = "Answer recalls with 15; default 16, not supported.")
    private boolean agree;

    private CountDownLatch expected = new CountDownLatch(0);

    /** For programs. */
    private record DocumentView(
            String kind,
            String document,
            String from,
            List<String> recipients,
            Optional<String> reference,
            String subject,
            String operation,
            boolean sealed,
            int attempt,
            String file,
            List<String> attachments) {}

    private record StatusView(
            String kind, String document, String from, String status, Optional<String> description, int attempt) {}

    private record ReceiptView(
            String kind,
            String receipt,
            String submission,
            String document,
            String from,
            List<String> recipients,
            Instant at) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        expected = new CountDownLatch(count.orElse(0));
        ExchangeClient exchange = client.connect();
        Inbox.Builder inbox = exchange.inbox().onDocument(this::take).onRecall(this::recall);
        if (!noStatuses) {
            inbox.onStatus(this::status);
        }
        if (receipts) {
            inbox.onReceipt(this::receipt);
        }
        inbox.open();
        if (count.isEmpty()) {
            new RunningUntilStopped().await(exchange::close);
            return 0;
        }
        try (exchange) {
            if (!expected.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CommandFailure(ErrorCode.NOT_IN_TIME.with(
                        (count.get() - expected.getCount()) + "/" + count.get(), timeout.toSeconds() + " s"));
            }
        }
        return 0;
    }

    private void take(Delivery delivery) {
        save(delivery.document(), delivery.recipients(), delivery.attempt());
        delivery.acknowledge();
        expected.countDown();
    }

    private void recall(RecallRequest recall) {
        save(recall.message(), recall.recipients(), recall.attempt());
        if (agree) {
            recall.accept();
        } else {
            recall.refuse(output.word("recall is not supported here", "hệ thống này không hỗ trợ thu hồi"));
        }
        expected.countDown();
    }

    private void status(StatusUpdate update) {
        output.show(
                new StatusView(
                        "status",
                        update.document().value(),
                        update.from().value(),
                        update.status().code(),
                        update.description(),
                        update.attempt()),
                output.word("status ", "trạng thái ") + update.status().code() + " "
                        + output.word(update.status().english(), update.status().vietnamese()) + ", " + update.from()
                        + ", " + update.document()
                        + update.description().map(text -> ": " + text).orElse(""));
        expected.countDown();
    }

    private void receipt(Receipt receipt) {
        output.show(
                new ReceiptView(
                        "receipt",
                        receipt.kind().wireName(),
                        receipt.submission().value(),
                        receipt.document().value(),
                        receipt.from().value(),
                        receipt.recipients().stream().map(AgencyId::value).toList(),
                        receipt.at()),
                output.word("receipt: ", "biên nhận: ")
                        + output.word(receipt.kind().english(), receipt.kind().vietnamese()) + ", "
                        + receipt.document() + " → " + receipt.recipients());
    }

    private void save(Document document, List<AgencyId> recipients, int attempt) {
        try {
            Path file = folder.resolve(SafeName.of(document) + ".edxml");
            write(file, document::writeTo);
            List<String> attachments = saveAttachments(document);
            output.show(
                    new DocumentView(
                            "document",
                            document.id().value(),
                            document.from().value(),
                            recipients.stream().map(AgencyId::value).toList(),
                            document.reference(),
                            document.subject(),
                            document.operation().english(),
                            document.isSealed(),
                            attempt,
                            file.toString(),
                            attachments),
                    output.word("document ", "văn bản ") + document.reference().orElse("") + " " + document.from()
                            + " → " + recipients + ": " + document.subject() + " (" + file + ")");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> saveAttachments(Document document) throws IOException {
        Path own = Files.createDirectories(folder.resolve(SafeName.of(document)));
        List<String> saved = new ArrayList<>();
        for (Attachment attachment : document.attachments()) {
            Path file = own.resolve(attachment.name());
            write(file, attachment::writeTo);
            saved.add(file.toString());
        }
        return saved;
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Whole or not at all: whoever watches the folder never sees half a file. */
    private static void write(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            content.writeTo(out);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
