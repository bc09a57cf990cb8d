// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks messages: their structure, by reading them tolerantly, and the rules on what they mean. A message is judged as of
 * now, in Vietnam's time; agency codes as of the date of the document.
 *
 * <p>Memory does not grow with the size of the message. Immutable and safe for use by several threads.
 */
public final class EdxmlValidator {
    private static final List<EdocRule> EDOC_RULES = List.of(
            RequiredRules::check,
            TextRules::check,
            SecrecyRules::check,
            CodeListRules::check,
            DateRules::check,
            AgencyRules::check,
            DocumentIdRules::check,
            BusinessRules::check,
            QualityRules::check,
            AttachmentRules::manifest);

    private final EdxmlReader reader;
    private final Clock clock;

    /** A validator with the default limits and the clock of the machine. */
    public EdxmlValidator() {
        this(ReadingLimits.DEFAULT, Clock.systemUTC());
    }

    /** A validator with limits and a clock of its own. */
    public EdxmlValidator(ReadingLimits limits, Clock clock) {
        this.reader = new EdxmlReader(limits);
        this.clock = clock;
    }

    /**
     * Checks a file.
     *
     * @throws IOException if the file cannot be read
     */
    public ValidationReport validate(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return validate(in);
        }
    }

    /**
     * Checks a message up to the end of the stream, which is not closed. What is wrong with the message is in the report;
     * a message that cannot be read has a report with an error.
     *
     * @throws IOException if the stream fails
     */
    public ValidationReport validate(InputStream in) throws IOException {
        List<ContentKind> kinds = new ArrayList<>();
        try {
            ReadResult result = reader.read(
                    in, (head, content) -> kinds.add(ContentKind.of(content.readNBytes(ContentKind.HEAD_LENGTH))));
            return report(result, kinds);
        } catch (EdxmlException e) {
            return new ValidationReport(e.findings(), Optional.empty());
        }
    }

    /** Checks a message in memory by the rules on header and manifest; attachments and spelling are not looked at. */
    public List<Finding> check(EdxmlMessage message) {
        RuleRun run = newRun();
        if (message instanceof Edoc edoc) {
            EDOC_RULES.forEach(rule -> rule.check(edoc, run));
        } else if (message instanceof StatusMessage status) {
            checkStatus(status, run);
        }
        return run.findings();
    }

    private ValidationReport report(ReadResult result, List<ContentKind> kinds) {
        RuleRun run = newRun();
        List<AttachmentRules.Facts> attachments = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            attachments.add(new AttachmentRules.Facts(result.attachments().get(i), kinds.get(i)));
        }
        AttachmentRules.sharpen(result.findings(), attachments).forEach(run::add);
        if (result.message() instanceof Edoc edoc) {
            EDOC_RULES.forEach(rule -> rule.check(edoc, run));
            AttachmentRules.attachments(edoc, attachments, run);
            return new ValidationReport(run.findings(), Optional.of(MessageSummary.of(edoc, result.attachments())));
        }
        StatusMessage status = (StatusMessage) result.message();
        checkStatus(status, run);
        return new ValidationReport(run.findings(), Optional.of(MessageSummary.of(status)));
    }

    private static void checkStatus(StatusMessage status, RuleRun run) {
        RequiredRules.check(status, run);
        TextRules.check(status, run);
        SecrecyRules.check(status, run);
        StatusRules.check(status, run);
        DateRules.check(status, run);
        AgencyRules.check(status, run);
    }

    private RuleRun newRun() {
        return new RuleRun(LocalDateTime.ofInstant(clock.instant(), VietnamTime.ZONE));
    }
}
