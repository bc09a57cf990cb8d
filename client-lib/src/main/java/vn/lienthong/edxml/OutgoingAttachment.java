// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;

/**
 * A file to be sent with an edoc.
 *
 * @param name a plain file name: no folders, control characters or reserved names
 */
public record OutgoingAttachment(String name, Optional<String> description, ContentSource source) {
    /** Composes the characters of the name and checks it. */
    public OutgoingAttachment {
        name = Normalizer.normalize(name, Normalizer.Form.NFC);
        if (name.isEmpty() || !FileNames.clean(name).equals(name)) {
            throw new IllegalArgumentException(
                    "not a plain file name: '" + name + "'; possible is '" + FileNames.clean(name) + "'");
        }
        description = description.flatMap(Values::text);
    }

    /** A file under its own name. */
    public static OutgoingAttachment of(Path file) {
        return of(String.valueOf(file.getFileName()), ContentSource.of(file));
    }

    /** A content under a name. */
    public static OutgoingAttachment of(String name, ContentSource source) {
        return new OutgoingAttachment(name, Optional.empty(), source);
    }

    /** The same file with a description. */
    public OutgoingAttachment describedAs(String text) {
        return new OutgoingAttachment(name, Values.text(text), source);
    }

    /** PDF and ZIP files travel as they are, every other one in a ZIP of its own. */
    boolean isZippedOnTheWay() {
        String extension = FileNames.extension(name);
        return !extension.equals("pdf") && !extension.equals("zip");
    }

    String contentType() {
        return FileNames.extension(name).equals("pdf") ? "application/pdf" : "application/zip";
    }
}
