// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Attachments and the manifest. Centres go by ContentType and the extension of the name, receivers by the bytes. */
final class AttachmentRules {
    private static final String ZIP_LABEL = "application/zip";
    private static final String PDF_LABEL = "application/pdf";
    private static final Set<FindingCode> SAID_BY_RULES =
            Set.of(ReadingCode.NO_RECEIVER, ReadingCode.DANGLING_REFERENCE, ReadingCode.NO_CONTENT);
    private static final Set<String> PROGRAM_EXTENSIONS = Set.of(
            "exe", "dll", "com", "scr", "bat", "cmd", "ps1", "msi", "vbs", "vbe", "js", "jse", "wsf", "hta", "lnk",
            "jar", "sh");

    private AttachmentRules() {}

    /** An attachment that was read, and what its first bytes say it is. */
    record Facts(AttachmentPart part, ContentKind kind) {
        String extension() {
            int dot = part.name().lastIndexOf('.');
            return part.name().substring(dot + 1).toLowerCase(Locale.ROOT);
        }

        boolean isLabelled(String type) {
            return part.contentType().filter(type::equalsIgnoreCase).isPresent();
        }
    }

    /**
     * Turns what the reader got over into what it means for a centre: leaves out what a rule says more sharply, and makes an
     * error of a ZIP label on something that software going by the label cannot unpack.
     */
    static List<Finding> sharpen(List<Finding> findings, List<Facts> attachments) {
        return findings.stream()
                .filter(finding -> !SAID_BY_RULES.contains(finding.code()))
                .map(finding -> isUnpackable(finding, attachments)
                        ? RuleCode.LABELLED_ZIP_BUT_RAW.at(finding.xpath(), ZIP_LABEL, ZIP_LABEL)
                        : finding)
                .toList();
    }

    private static boolean isUnpackable(Finding finding, List<Facts> attachments) {
        if (finding.code() == ReadingCode.TYPE_MISMATCH) {
            return finding.actual().equals(ZIP_LABEL);
        }
        if (finding.code() != ReadingCode.ZIP_NOT_OPENED) {
            return false;
        }
        for (int i = 0; i < attachments.size(); i++) {
            if (finding.xpath().startsWith(Paths.attachment(i))) {
                return attachments.get(i).isLabelled(ZIP_LABEL);
            }
        }
        return false;
    }

    /** Checks what the manifest says, whether or not the attachments are at hand. */
    static void manifest(Edoc edoc, RuleRun run) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < edoc.references().size(); i++) {
            String id = edoc.references().get(i).contentId();
            if (!id.isEmpty() && !seen.add(id)) {
                run.report(RuleCode.REPEATED_REFERENCE, Paths.reference(i) + "/ContentId", id);
            }
        }
    }

    /** Checks the attachments of a message that was read to its end. */
    static void attachments(Edoc edoc, List<Facts> attachments, RuleRun run) {
        boolean carriesDocument = edoc.operation() == Operation.NEW || edoc.operation() == Operation.REPLACE;
        if (carriesDocument && attachments.isEmpty()) {
            run.report(RuleCode.NO_ATTACHMENT, Paths.ATTACHMENTS, "");
        } else if (carriesDocument && attachments.stream().noneMatch(facts -> facts.kind() == ContentKind.PDF)) {
            run.report(RuleCode.NO_PDF, Paths.ATTACHMENTS, attachments.size());
        }
        if (edoc.operation() != Operation.RECALL) {
            announced(edoc, attachments, run);
        }
        for (int i = 0; i < attachments.size(); i++) {
            attachment(Paths.attachment(i), attachments.get(i), run);
        }
    }

    /** A recall may announce the files of the document it recalls without carrying them again. */
    private static void announced(Edoc edoc, List<Facts> attachments, RuleRun run) {
        Set<String> present = new HashSet<>();
        attachments.forEach(facts -> present.add(facts.part().contentId()));
        for (int i = 0; i < edoc.references().size(); i++) {
            AttachmentReference reference = edoc.references().get(i);
            if (!present.contains(reference.contentId())) {
                String name = reference.name().orElse(reference.contentId());
                run.report(RuleCode.MISSING_ATTACHMENT, Paths.reference(i), name);
            }
        }
    }

    private static void attachment(String path, Facts facts, RuleRun run) {
        SecrecyRules.checkFile(
                path, Optional.of(facts.part().name()), facts.part().description(), run);
        String name = facts.part().name();
        if (facts.kind() == ContentKind.EMPTY) {
            run.report(RuleCode.EMPTY_ATTACHMENT, path, name);
            return;
        }
        if (facts.kind() == ContentKind.OFFICE && facts.isLabelled(ZIP_LABEL) && !"zip".equals(facts.extension())) {
            run.report(RuleCode.OFFICE_FILE_LABELLED_ZIP, path, name, ZIP_LABEL);
        }
        ContentKind.ofName(name)
                .or(() -> facts.isLabelled(PDF_LABEL) ? Optional.of(ContentKind.PDF) : Optional.empty())
                .filter(expected -> !facts.kind().passesFor(expected))
                .ifPresent(expected -> run.report(RuleCode.DISGUISED_CONTENT, path, name, expected.label()));
        if (facts.kind() == ContentKind.PROGRAM || PROGRAM_EXTENSIONS.contains(facts.extension())) {
            run.report(RuleCode.PROGRAM_ATTACHED, path, name);
        }
    }
}
