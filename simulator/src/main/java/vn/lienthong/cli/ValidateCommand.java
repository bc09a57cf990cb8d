// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.edxml.EdxmlValidator;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.MessageSummary;
import vn.lienthong.edxml.Severity;
import vn.lienthong.edxml.ValidationReport;

/** Checks edXML files. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Check edXML files and tell every finding: what, where, the limit, the actual value, what to do.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong validate cong-van.edxml",
            "  lienthong validate --json *.edxml | jq .findings",
            "  lienthong validate --strict --lang vi cong-van.edxml",
            "",
            "Exit code 1 if a file has an error (a centre would refuse it), with --strict also for warnings. Files of any",
            "size need little memory."
        })
final class ValidateCommand implements Callable<Integer> {
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @Mixin
    private Output output = new Output();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "edXML files.")
    private List<Path> files = List.of();

    @Option(names = "--strict", description = "Warnings count as errors.")
    private boolean strict;

    /** For programs: one object per file. */
    private record FileView(
            String file, boolean acceptable, Optional<MessageView> message, List<FindingView> findings) {}

    private record MessageView(
            String kind,
            Optional<String> documentId,
            Optional<String> reference,
            Optional<String> from,
            List<String> to,
            Optional<String> operation,
            Optional<String> status,
            List<AttachmentView> attachments) {
        static MessageView of(MessageSummary summary) {
            return new MessageView(
                    summary.kind().name().toLowerCase(Locale.ROOT),
                    summary.documentId().map(Object::toString),
                    summary.reference(),
                    summary.from(),
                    summary.to(),
                    summary.operation().map(operation -> operation.english()),
                    summary.statusCode(),
                    summary.attachments().stream()
                            .map(part -> new AttachmentView(part.name(), part.size(), part.sha256()))
                            .toList());
        }
    }

    private record AttachmentView(String name, long bytes, String sha256) {}

    private record FindingView(
            String code, String severity, String xpath, String actual, String limit, Text message, Text advice) {
        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.code().code(),
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.xpath(),
                    finding.actual(),
                    finding.limit(),
                    new Text(finding.message(Locale.ENGLISH), finding.message(VIETNAMESE)),
                    new Text(finding.advice(Locale.ENGLISH), finding.advice(VIETNAMESE)));
        }
    }

    private record Text(String en, String vi) {}

    @Override
    public Integer call() throws IOException {
        boolean fine = true;
        EdxmlValidator validator = new EdxmlValidator();
        for (Path file : files) {
            ValidationReport report = validator.validate(file);
            boolean acceptable = report.isAcceptable() && !(strict && report.count(Severity.WARNING) > 0);
            fine &= acceptable;
            output.show(
                    new FileView(
                            file.toString(),
                            acceptable,
                            report.summary().map(MessageView::of),
                            report.findings().stream().map(FindingView::of).toList()),
                    text(file, report, acceptable));
        }
        return fine ? 0 : ErrorLines.REFUSED;
    }

    private String text(Path file, ValidationReport report, boolean acceptable) {
        StringBuilder text = new StringBuilder(file + ": "
                + (acceptable ? output.word("acceptable", "hợp lệ") : output.word("not acceptable", "không hợp lệ")));
        for (Finding finding : report.findings()) {
            text.append(System.lineSeparator())
                    .append(String.format(
                            "  %-7s %s %s%n          %s%n          → %s",
                            severity(finding),
                            finding.code().code(),
                            finding.message(output.locale()),
                            finding.xpath(),
                            finding.advice(output.locale())));
        }
        return text.toString();
    }

    private String severity(Finding finding) {
        return switch (finding.severity()) {
            case ERROR -> output.word("error", "lỗi");
            case WARNING -> output.word("warning", "cảnh báo");
            case NOTE -> output.word("note", "lưu ý");
        };
    }
}
