// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * What a log is at a time, in one line each: which log, how many entries, their root, and when. The text is what is signed and
 * what is remembered.
 *
 * @param log which log, {@value #KEY_LOG} or {@value #AUDIT_LOG}
 * @param size how many entries
 * @param root the root over them
 * @param time when that was said
 */
public record LogHead(String log, long size, TreeHash root, Instant time) {
    /** The log of keys. */
    public static final String KEY_LOG = "lienthong-key-log/1";

    /** The log of what operators did. */
    public static final String AUDIT_LOG = "lienthong-audit-log/1";

    private static final String SIZE = "size: ";
    private static final String ROOT = "root: sha256:";
    private static final String TIME = "time: ";
    private static final int LINES = 4;

    /** Checks that a size is one. */
    public LogHead {
        if (size < 0 || log.contains("\n")) {
            throw new IllegalArgumentException("no head of a log: " + log + ", " + size);
        }
    }

    /** As it is signed. */
    public String text() {
        return log + "\n" + SIZE + size + "\n" + ROOT + root + "\n" + TIME + time + "\n";
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is anything else, to the byte
     */
    public static LogHead parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != LINES) {
            throw new IllegalArgumentException("the head of a log has " + LINES + " lines, not " + lines.size());
        }
        try {
            LogHead head = new LogHead(
                    lines.get(0),
                    Long.parseLong(after(SIZE, lines.get(1))),
                    TreeHash.parse(after(ROOT, lines.get(2))),
                    Instant.parse(after(TIME, lines.get(3))));
            if (!head.text().equals(text)) {
                throw new IllegalArgumentException("the head of a log is written differently");
            }
            return head;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("the head of a log has no time", e);
        }
    }

    private static String after(String prefix, String line) {
        if (!line.startsWith(prefix)) {
            throw new IllegalArgumentException("no '" + prefix + "' in '" + line + "'");
        }
        return line.substring(prefix.length());
    }
}
