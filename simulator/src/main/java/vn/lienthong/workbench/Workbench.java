// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentBuilder;
import vn.lienthong.config.DataSize;
import vn.lienthong.config.Settings;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Signer;
import vn.lienthong.edxml.UpdateInfo;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.faults.Effect;
import vn.lienthong.faults.EffectText;
import vn.lienthong.faults.Fault;
import vn.lienthong.faults.FaultPlan.Strike;
import vn.lienthong.faults.Stage;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.simulator.PrintedPage;
import vn.lienthong.simulator.Reaction;
import vn.lienthong.simulator.Script;
import vn.lienthong.simulator.TemporaryFolder;
import vn.lienthong.simulator.TestMark;
import vn.lienthong.testkit.SimulatedClock;
import vn.lienthong.testkit.SimulatedExchange;

/** A simulated exchange in the hands of a tester. Thread-safe; closing is final. */
public final class Workbench implements AutoCloseable {
    private static final int LARGEST = 1 << 30;
    private static final int MOST_AT_ONCE = 1000;

    private final SimulatedExchange exchange;
    private final MessageLog log = new MessageLog();
    private final List<String> scripted;
    private final String own;
    private final AtomicInteger numbers = new AtomicInteger();

    /**
     * Starts it.
     *
     * @param own the agency whose system is tested
     * @param others the agencies around it
     * @param pace how fast they report
     * @param seed of faults that strike with a probability
     */
    public Workbench(String own, List<String> others, Duration pace, long seed) {
        this.own = own;
        this.scripted = List.copyOf(others);
        exchange = SimulatedExchange.builder()
                .agencies(others.toArray(new String[0]))
                .agencies(own)
                .script(Script.standard(pace))
                .observer(code -> log.of(new AgencyId(code)))
                .clock(SimulatedClock.running())
                .setting("limit.message-size", "1500m") // 1 GB in base64
                .seed(seed)
                .start();
        others.forEach(exchange::agency);
    }

    /** What it is. */
    record About(String own, List<String> agencies, String client, int port, Instant clock, int connections) {}

    /** Something to send. */
    record Sending(
            String from,
            List<String> to,
            String operation,
            Optional<String> document,
            String subject,
            int urgency,
            String size,
            int times) {}

    /** Something that goes wrong. */
    record FaultOrder(Optional<String> agency, String stage, String effect, int after, int times, double probability) {}

    About about() {
        return new About(
                own,
                scripted,
                clientFile().toString(),
                exchange.line(own).port(),
                exchange.clock().instant(),
                exchange.line(own).openConnections());
    }

    /** How the system under test connects. */
    public Path clientFile() {
        return exchange.clientFile(own);
    }

    MessageLog log() {
        return log;
    }

    /** Sends as one of the scripted agencies; the ids of what was sent. */
    List<String> send(Sending order) {
        if (order.times() < 1 || order.times() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("times is 1 to " + MOST_AT_ONCE);
        }
        String from = scripted(order.from());
        List<String> sent = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create("lienthong-workbench-")) {
            Attachment file = Attachment.of(file(folder.path(), order.size()));
            for (int i = 0; i < order.times(); i++) {
                Document document = document(order, file);
                exchange.agency(from).send(document);
                sent.add(document.id().value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("there is no place for a file of " + order.size(), e);
        }
        return sent;
    }

    /** A page, and behind it as many bytes as are wanted; nothing of it has to fit in memory. */
    private static Path file(Path folder, String words) throws IOException {
        long size = DataSize.parse(words.isBlank() ? "1kb" : words)
                .filter(wanted -> wanted.bytes() <= LARGEST)
                .orElseThrow(() -> new IllegalArgumentException("a size is up to 1gb, such as 20mb, not " + words))
                .bytes();
        Path file = folder.resolve("van-ban-thu-nghiem.pdf");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(PrintedPage.pdf(List.of("VAN BAN THU NGHIEM")));
            out.setLength(Math.max(out.length(), size));
        }
        return file;
    }

    private Document document(Sending order, Attachment file) {
        List<String> to = order.to().isEmpty() ? List.of(own) : order.to();
        DocumentBuilder builder = Document.builder()
                .from(order.from())
                .to(to.toArray(new String[0]))
                .subject(TestMark.subject(order.subject().isBlank() ? "kiểm tra liên thông" : order.subject()))
                .number(
                        numbers.incrementAndGet() + "/LT-TN",
                        LocalDate.ofInstant(exchange.clock().instant(), VietnamTime.ZONE))
                .place("Hà Nội")
                .signer(Signer.of("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Nguyễn Văn Thử"))
                .urgency(Urgency.ofCode(order.urgency())
                        .orElseThrow(() -> new IllegalArgumentException("urgency is 0 to 4")));
        order.document().filter(id -> !id.isBlank()).map(DocumentId::new).ifPresent(id -> operate(builder, order, id));
        return builder.content(file).build();
    }

    private static void operate(DocumentBuilder builder, Sending order, DocumentId id) {
        switch (order.operation()) {
            case "recall" -> builder.id(id).business(BusinessInfo.recall(id, order.subject()));
            case "update" ->
                builder.id(id)
                        .business(BusinessInfo.update(
                                id, order.subject(), new UpdateInfo(true, false, List.of(), List.of())));
            case "new", "" -> builder.id(id);
            default ->
                throw new IllegalArgumentException("an operation is new, recall or update, not " + order.operation());
        }
    }

    /** Says how an agency reacts to the next document. */
    void react(String agency, String words) {
        Reaction.ToDocument reaction =
                Script.reaction(words).orElseThrow(() -> new IllegalArgumentException("no reaction: " + words));
        exchange.agency(scripted(agency)).enqueue(reaction);
    }

    void add(FaultOrder order) {
        Fault.When when = new Fault.When(
                order.after(),
                order.times() < 1 ? Integer.MAX_VALUE : order.times(),
                order.probability() <= 0 ? 1 : order.probability(),
                Optional.empty(),
                Optional.empty());
        Effect effect = EffectText.read(order.effect())
                .orElseThrow(() -> new IllegalArgumentException("an effect is " + EffectText.FORM));
        Stage stage = Stage.ofWord(order.stage())
                .filter(where -> where.takes(effect))
                .orElseThrow(() ->
                        new IllegalArgumentException(order.effect() + " cannot happen at a stage " + order.stage()));
        exchange.faults()
                .add(new Fault(order.agency().filter(code -> !code.isBlank()).map(AgencyId::new), stage, effect, when));
    }

    void noFaults() {
        exchange.faults().clear();
    }

    List<Map<String, Object>> strikes() {
        return exchange.faults().strikes().stream().map(strike -> shown(strike)).toList();
    }

    private static Map<String, Object> shown(Strike strike) {
        return Map.of(
                "agency", strike.agency().value(),
                "stage", strike.stage().name().toLowerCase(Locale.ROOT),
                "number", strike.number(),
                "effect", strike.effect().words());
    }

    /** {@code freeze}, {@code run FACTOR} or {@code advance TIME}. */
    Instant clock(String words) {
        String[] parts = words.strip().split("\\s+", 2);
        switch (parts[0]) {
            case "freeze" -> exchange.clock().freeze();
            case "run" -> exchange.clock().run(parts.length == 1 ? 1 : Double.parseDouble(parts[1]));
            case "advance" ->
                exchange.clock()
                        .advance(Settings.parseDuration(parts.length == 1 ? "" : parts[1])
                                .orElseThrow(() -> new IllegalArgumentException("a time such as 26h")));
            default -> throw new IllegalArgumentException("freeze, run FACTOR or advance TIME, not " + words);
        }
        return exchange.clock().instant();
    }

    /** {@code cut}, {@code down} or {@code up}, for the line of the system under test. */
    void line(String what) {
        switch (what) {
            case "cut" -> exchange.line(own).cut();
            case "down" -> exchange.line(own).takeDown();
            case "up" -> exchange.line(own).mend();
            default -> throw new IllegalArgumentException("cut, down or up, not " + what);
        }
    }

    void restart() {
        exchange.restart();
    }

    Optional<TrackedDocument> track(String agency, String document) {
        return exchange.track(new AgencyId(agency), new DocumentId(document));
    }

    @Override
    public void close() {
        exchange.close();
    }

    private String scripted(String agency) {
        if (!scripted.contains(agency)) {
            throw new IllegalArgumentException("one of " + scripted + ", not " + agency);
        }
        return agency;
    }
}
