// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentBuilder;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.SentDocument;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.edxml.VietnamTime;

/** Sends a document. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Send an edXML file as it is, or make a document of files and send it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong send cong-van.edxml",
            "  lienthong send --sealed cong-van-mat.edxml",
            "  lienthong send --expires 3d thu-moi-hop.edxml",
            "  lienthong send --from H57 --to G22,G06 --number 12/UBND-VP --subject 'Báo cáo tháng 6' bao-cao.pdf phu-luc.xlsx",
            "",
            "Returns when the exchange has the document on disk for all recipients; a refusal names each recipient that",
            "cannot get it, and then nobody gets it."
        })
final class SendCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Output output = new Output();

    @Mixin
    private ClientOption client = new ClientOption();

    @Option(
            names = "--sealed",
            description =
                    "Seal it: only its recipients can read it, the exchange cannot. An edXML file can be resealed later.")
    private boolean sealed;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description =
                    "Until when it may be handed out: 2026-03-31T17:00, or a duration from now such as 12h; default as the exchange has it.")
    private Optional<Instant> expires = Optional.empty();

    @ArgGroup(exclusive = false, heading = "%nTo make a new document:%n")
    private @Nullable NewDocument made;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "One edXML file; or the main file and its annexes.")
    private List<Path> files = List.of();

    /** What a new document needs. */
    private static final class NewDocument {
        @Option(names = "--from", required = true, paramLabel = "AGENCY", description = "Sending agency.")
        private AgencyId from = new AgencyId("G22");

        @Option(
                names = "--to",
                required = true,
                split = ",",
                paramLabel = "AGENCY",
                description = "Recipients, separated by commas.")
        private List<AgencyId> to = List.of();

        @Option(names = "--subject", required = true, paramLabel = "TEXT", description = "What it is about.")
        private String subject = "";

        @Option(
                names = "--number",
                required = true,
                paramLabel = "NUMBER/NOTATION",
                description = "Number and notation, such as 12/UBND-VP.")
        private String number = "";

        @Option(names = "--date", paramLabel = "yyyy-MM-dd", description = "Date of issue; default today.")
        private Optional<LocalDate> date = Optional.empty();

        @Option(names = "--due", paramLabel = "yyyy-MM-dd", description = "When an answer is due.")
        private Optional<LocalDate> due = Optional.empty();

        @Option(names = "--type", paramLabel = "NAME", description = "Kind of document; default 'Công văn'.")
        private Optional<String> type = Optional.empty();

        @Option(names = "--urgency", paramLabel = "0-4", description = "0 normal … 4 timed express; default 0.")
        private Optional<Urgency> urgency = Optional.empty();

        Document document(List<Path> files) {
            DocumentBuilder builder = Document.builder()
                    .from(from.value())
                    .to(to.stream().map(AgencyId::value).toArray(String[]::new))
                    .subject(subject)
                    .number(number, date.orElseGet(() -> LocalDate.now(VietnamTime.ZONE)))
                    .content(files.get(0))
                    .attach(files.stream().skip(1).toArray(Path[]::new));
            due.ifPresent(builder::dueDate);
            type.ifPresent(builder::documentType);
            urgency.ifPresent(builder::urgency);
            return builder.build();
        }
    }

    @Override
    public Integer call() throws IOException {
        Document plain = sealed ? document().sealed() : document();
        Document document = expires.map(plain::expiring).orElse(plain);
        long size = 0;
        for (Path file : files) {
            size += Files.size(file);
        }
        try (ExchangeClient exchange = client.connect();
                ProgressBar progress = ProgressBar.on(output, size)) {
            SentDocument sent = exchange.send(document.withProgress(progress));
            output.show(
                    SentView.of(sent),
                    (sent.inOutbox()
                                    ? output.word("in the outbox: ", "trong hộp gửi: ")
                                    : output.word("accepted ", "đã nhận "))
                            + sent.id()
                            + output.word(" for ", " gửi tới ")
                            + sent.recipients()
                            + output.word(", submission ", ", lần gửi ")
                            + sent.submission());
        }
        return 0;
    }

    private Document document() {
        if (made != null) {
            return made.document(files);
        }
        if (files.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(), "send one edXML file, or give --from, --to, --number and --subject");
        }
        return Document.read(files.get(0));
    }

    /** For programs. */
    record SentView(String document, String submission, String from, List<String> recipients, boolean inOutbox) {
        static SentView of(SentDocument sent) {
            return new SentView(
                    sent.id().value(),
                    sent.submission().value(),
                    sent.from().value(),
                    sent.recipients().stream().map(AgencyId::value).toList(),
                    sent.inOutbox());
        }
    }
}
