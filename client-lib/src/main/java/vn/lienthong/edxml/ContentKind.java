// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the first bytes of a file say it is. */
enum ContentKind {
    EMPTY("-"),
    PDF("PDF"),
    ZIP("ZIP"),
    OFFICE("DOCX/XLSX/PPTX/ODF"),
    PNG("PNG"),
    JPEG("JPEG"),
    PROGRAM("program"),
    OTHER("-");

    /** How many bytes are needed; the mark of a PDF may stand anywhere in the first 1024. */
    static final int HEAD_LENGTH = 1024;

    private static final int ENTRY_NAME_OFFSET = 30;
    private static final List<String> OFFICE_ENTRIES = List.of(
            "[Content_Types].xml",
            "_rels/",
            "docProps/",
            "word/",
            "xl/",
            "ppt/",
            "customXml/",
            "mimetype",
            "META-INF/");
    private static final Map<String, ContentKind> BY_EXTENSION = Map.ofEntries(
            Map.entry("pdf", PDF),
            Map.entry("zip", ZIP),
            Map.entry("docx", OFFICE),
            Map.entry("xlsx", OFFICE),
            Map.entry("pptx", OFFICE),
            Map.entry("odt", OFFICE),
            Map.entry("ods", OFFICE),
            Map.entry("odp", OFFICE),
            Map.entry("png", PNG),
            Map.entry("jpg", JPEG),
            Map.entry("jpeg", JPEG));

    private final String label;

    ContentKind(String label) {
        this.label = label;
    }

    /** A short name for findings. */
    String label() {
        return label;
    }

    /** The kind of a file that begins with these bytes. */
    static ContentKind of(byte[] head) {
        if (head.length == 0) {
            return EMPTY;
        }
        String text = new String(head, ISO_8859_1);
        if (text.startsWith("PK\u0003\u0004")) {
            return isOffice(text) ? OFFICE : ZIP;
        }
        if (text.startsWith("MZ") || text.startsWith("\u007fELF") || text.startsWith("#!")) {
            return PROGRAM;
        }
        if (text.startsWith("\u0089PNG")) {
            return PNG;
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        return text.contains("%PDF-") ? PDF : OTHER;
    }

    /** The kind a file with this name should be, for names that tell. */
    static Optional<ContentKind> ofName(String name) {
        int dot = name.lastIndexOf('.');
        return Optional.ofNullable(BY_EXTENSION.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
    }

    /** Whether content of this kind may stand where another kind is expected; any ZIP may be an office file. */
    boolean passesFor(ContentKind expected) {
        return this == expected || (isArchive() && expected.isArchive());
    }

    private boolean isArchive() {
        return this == ZIP || this == OFFICE;
    }

    private static boolean isOffice(String text) {
        return text.length() > ENTRY_NAME_OFFSET
                && OFFICE_ENTRIES.stream().anyMatch(entry -> text.startsWith(entry, ENTRY_NAME_OFFSET));
    }
}
