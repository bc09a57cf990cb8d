// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentRefusedException;
import vn.lienthong.client.SentDocument;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.EdxmlValidator;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Severity;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.simulator.SimulatedAgency;

/** The demonstration, from an empty folder to the last status. */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int FEW = 3;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final Path folder;
    private final Screen screen;
    private final Tally tally = new Tally();
    private int refused;

    /** Prepares a demonstration that keeps its data in a folder and tells a screen what happens. */
    public Demo(Path folder, Screen screen) {
        this.folder = folder;
        this.screen = screen;
    }

    /** What is to be done with the running exchange once everything is shown. */
    @FunctionalInterface
    public interface Afterwards {
        /** Called with the port of the exchange before it stops. */
        void with(int port) throws InterruptedException;
    }

    /**
     * Runs it.
     *
     * @param afterwards called at the end, while the exchange still runs
     * @throws IOException if the folder cannot be used
     */
    public DemoResult run(Afterwards afterwards) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (DemoExchange exchange = DemoExchange.start(folder.resolve("data"), observer())) {
            introduce(exchange);
            Letters letters = new Letters(folder);
            List<Document> sent = new ArrayList<>();
            Document foreign = Document.read(letters.foreignFile("sample-new"));
            sent.add(send(exchange, Participant.QUANG_NINH, foreign));
            sent.add(send(exchange, Participant.MINISTRY, letters.proposal()));
            sent.add(send(exchange, Participant.NGHE_AN, letters.large()));
            sent.add(send(exchange, Participant.OFFICE, letters.telegram()));
            sent.add(sendBad(exchange, letters.bad()));
            misaddress(exchange, letters.misaddressed());
            for (Document document : sent) {
                tally.await(document.id(), Demo::isFinished, PATIENCE);
            }
            recall(exchange, Document.read(letters.foreignFile("sample-recall")));
            double seconds = (System.nanoTime() - start) / 1e9;
            DemoResult result = result(exchange, seconds);
            summarise(result);
            afterwards.with(exchange.port());
            return result;
        }
    }

    private void introduce(DemoExchange exchange) {
        say(
                "An exchange runs on port " + exchange.port() + ", TLS 1.3, with a certificate authority of its own:",
                "Trục liên thông chạy ở cổng " + exchange.port() + ", TLS 1.3, có tổ chức cấp chứng thư riêng:");
        for (Participant participant : Participant.ALL) {
            screen.line(
                    String.format("  %-10s %-4s %s", participant.endpoint(), participant.agency(), participant.name()));
        }
        screen.line("");
        screen.line(String.format(
                "%-13s %-22s %-9s %s",
                screen.word("TIME", "LÚC"),
                screen.word("DOCUMENT", "VĂN BẢN"),
                screen.word("AGENCY", "CƠ QUAN"),
                screen.word("WHAT", "VIỆC")));
    }

    private Document send(DemoExchange exchange, Participant sender, Document document) {
        tally.announce(document.id(), document.reference().orElse("?"), document.recipients());
        SentDocument sent = exchange.agency(sender).send(document);
        tally.sent(sent);
        event(
                document.reference().orElse("?"),
                document.from().value(),
                screen.word("sent, ", "đã gửi, ") + document.operation().english() + " → " + recipients(document) + ": "
                        + document.subject());
        return document;
    }

    /** The exchange does not open bodies, so it takes a bad document; the receiver finds what is wrong and refuses it. */
    private Document sendBad(DemoExchange exchange, Document document) throws IOException {
        new EdxmlValidator()
                .check(document.header()).stream()
                        .filter(finding -> finding.severity() == Severity.ERROR)
                        .forEach(finding -> event(
                                document.reference().orElse("?"),
                                document.from().value(),
                                "validate: " + finding.code().code() + " " + finding.message(screen.locale())));
        return send(exchange, Participant.QUANG_NINH, document);
    }

    private void misaddress(DemoExchange exchange, Document document) {
        try {
            tally.sent(exchange.agency(Participant.QUANG_NINH).send(document));
        } catch (DocumentRefusedException e) {
            refused++;
            e.message(screen.locale())
                    .lines()
                    .forEach(line -> event(
                            document.reference().orElse("?"),
                            document.from().value(),
                            screen.word("refused: ", "bị từ chối: ") + line));
        }
    }

    private void recall(DemoExchange exchange, Document recall) throws InterruptedException {
        SentDocument sent = exchange.agency(Participant.QUANG_NINH).send(recall);
        tally.sent(sent);
        event(
                recall.reference().orElse("?"),
                recall.from().value(),
                screen.word("recalls the document → ", "thu hồi văn bản → ") + recipients(recall));
        tally.await(recall.id(), Demo::answersRecall, PATIENCE);
    }

    private SimulatedAgency.Observer observer() {
        return new SimulatedAgency.Observer() {
            @Override
            public void onStatus(StatusUpdate update) {
                boolean all = tally.status(update);
                int recipients = tally.recipients(update.document());
                if (recipients <= FEW) {
                    String why = update.description().map(text -> " – " + text).orElse("");
                    event(tally.label(update.document()), update.from().value(), words(update.status()) + why);
                } else if (all) {
                    event(
                            tally.label(update.document()),
                            "× " + recipients,
                            words(update.status()) + screen.word(" (all recipients)", " (đủ mọi nơi nhận)"));
                }
            }
        };
    }

    private DemoResult result(DemoExchange exchange, double seconds) {
        return new DemoResult(
                tally.submissions(),
                tally.deliveries(),
                tally.counts(),
                refused,
                tally.silent(),
                exchange.duplicates(),
                Math.round(seconds * 10) / 10.0);
    }

    private void summarise(DemoResult result) {
        List<ProcessingStatus> columns = List.of(ProcessingStatus.values());
        screen.line("");
        screen.line(String.format("%-22s %6s  ", screen.word("DOCUMENT", "VĂN BẢN"), screen.word("TO", "NƠI NHẬN"))
                + columns.stream()
                        .map(status -> String.format("%4s", status.code()))
                        .collect(Collectors.joining()));
        for (List<String> row : tally.table(columns)) {
            screen.line(String.format("%-22s %6s  ", row.get(0), row.get(1))
                    + row.stream()
                            .skip(2)
                            .map(cell -> String.format("%4s", cell))
                            .collect(Collectors.joining()));
        }
        screen.line("");
        say(
                String.format(
                        "%d documents, %d deliveries, %d statuses, %d refused as it should, %d lost, %d duplicates, %.1f s",
                        result.documents(),
                        result.deliveries(),
                        result.statuses().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum(),
                        result.refused(),
                        result.lost(),
                        result.duplicates(),
                        result.seconds()),
                String.format(
                        "%d văn bản, %d lượt giao, %d trạng thái, %d bị từ chối đúng quy tắc, mất %d, trùng %d, %.1f giây",
                        result.documents(),
                        result.deliveries(),
                        result.statuses().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum(),
                        result.refused(),
                        result.lost(),
                        result.duplicates(),
                        result.seconds()));
    }

    private static boolean isFinished(Set<ProcessingStatus> seen) {
        return seen.contains(ProcessingStatus.COMPLETED) || seen.contains(ProcessingStatus.REFUSED);
    }

    private static boolean answersRecall(Set<ProcessingStatus> seen) {
        return seen.contains(ProcessingStatus.AGREED) || seen.contains(ProcessingStatus.NOT_AGREED);
    }

    private String words(ProcessingStatus status) {
        return status.code() + " " + screen.word(status.english(), status.vietnamese());
    }

    private static String recipients(Document document) {
        int count = document.recipients().size();
        return count <= FEW
                ? document.recipients().stream().map(Object::toString).collect(Collectors.joining(", "))
                : "× " + count;
    }

    private void event(String document, String agency, String what) {
        screen.line(String.format(
                "%-13s %-22s %-9s %s", LocalTime.now(VietnamTime.ZONE).format(CLOCK), document, agency, what));
    }

    private void say(String english, String vietnamese) {
        screen.line(screen.word(english, vietnamese));
    }
}
