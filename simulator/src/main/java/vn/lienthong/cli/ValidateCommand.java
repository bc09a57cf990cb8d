// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.edxml.EdxmlValidator;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.MessageSummary;
import vn.lienthong.edxml.ReadingCode;
import vn.lienthong.edxml.Severity;
import vn.lienthong.edxml.ValidationReport;
import vn.lienthong.signature.SignatureCheck;
import vn.lienthong.signature.SignatureResult;

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
            "  lienthong validate --signatures --trust root-ca.pem cong-van.edxml",
            "",
            "Exit code 1 if a file has an error (a centre would refuse it), with --strict also for warnings. Files of any",
            "size need little memory. --signatures also checks the signatures inside: in the header and in PDF attachments."
        })
final class ValidateCommand implements Callable<Integer> {
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @Mixin
    private Output output = new Output();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "edXML files.")
    private List<Path> files = List.of();

    @Option(names = "--strict", description = "Warnings count as errors.")
    private boolean strict;

    @Option(names = "--signatures", description = "Check the signatures in the header and in PDF attachments too.")
    private boolean signatures;

    @Option(
            names = "--trust",
            paramLabel = "FILE.pem",
            description = "Certificates of the authorities to trust with --signatures.")
    private Optional<Path> trust = Optional.empty();

    /** For programs: one object per file. */
    private record FileView(
            String file,
            boolean acceptable,
            Optional<MessageView> message,
            Optional<List<SignatureView>> signatures,
            List<FindingView> findings) {}

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
        SignatureCheck check = SignatureCheck.of(trust.isPresent() ? TrustedCertificates.in(trust.get()) : List.of());
        for (Path file : files) {
            ValidationReport report = validator.validate(file);
            Optional<SignatureResult> signed = Optional.empty();
            if (signatures && report.summary().isPresent()) {
                signed = Optional.of(check.check(file));
            }
            fine &= show(file, report, signed);
        }
        return fine ? 0 : ErrorLines.REFUSED;
    }

    private boolean show(Path file, ValidationReport report, Optional<SignatureResult> signed) {
        List<Finding> findings = findings(report, signed);
        boolean acceptable = findings.stream()
                .map(Finding::severity)
                .noneMatch(severity -> severity == Severity.ERROR || (strict && severity == Severity.WARNING));
        output.show(
                new FileView(
                        file.toString(),
                        acceptable,
                        report.summary().map(MessageView::of),
                        signed.map(result -> result.signatures().stream()
                                .map(SignatureView::of)
                                .toList()),
                        findings.stream().map(FindingView::of).toList()),
                text(file, findings, signed, acceptable));
        return acceptable;
    }

    /** Once signatures are checked, the remark that they were not is out of date. */
    private static List<Finding> findings(ValidationReport report, Optional<SignatureResult> signed) {
        return Stream.concat(
                        report.findings().stream()
                                .filter(finding ->
                                        signed.isEmpty() || finding.code() != ReadingCode.SIGNATURE_NOT_VERIFIED),
                        signed.stream().flatMap(result -> result.findings().stream()))
                .toList();
    }

    private String text(Path file, List<Finding> findings, Optional<SignatureResult> signed, boolean acceptable) {
        StringBuilder text = new StringBuilder(file + ": "
                + (acceptable ? output.word("acceptable", "hợp lệ") : output.word("not acceptable", "không hợp lệ")));
        signed.ifPresent(result -> result.signatures().forEach(signature -> text.append(System.lineSeparator())
                .append(SignatureLines.of(signature, output))));
        for (Finding finding : findings) {
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
