// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that travels with a document. Its content is streamed: it is read when the document is sent, and written out when
 * the receiver asks for it; it never has to fit in memory.
 */
public final class Attachment {
    private final String name;
    private final Optional<String> description;
    private final Content content;

    /** Writes the content of an attachment somewhere. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A content that can also be read piece by piece. */
    interface Source extends Content {
        InputStream open() throws IOException;

        @Override
        default void writeTo(OutputStream out) throws IOException {
            try (InputStream in = open()) {
                in.transferTo(out);
            }
        }
    }

    Attachment(String name, Optional<String> description, Content content) {
        this.name = name;
        this.description = description;
        this.content = content;
    }

    /** A file; its name is the attachment's name. It must stay unchanged until the document is sent. */
    public static Attachment of(Path file) {
        return new Attachment(
                String.valueOf(file.getFileName()), Optional.empty(), (Source) () -> Files.newInputStream(file));
    }

    /** Bytes in memory. */
    public static Attachment of(String name, byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Attachment(name, Optional.empty(), (Source) () -> new ByteArrayInputStream(copy));
    }

    /** The same with a description for people. */
    public Attachment describedAs(String text) {
        return new Attachment(name, Optional.of(text), content);
    }

    /** The file name, without any path. */
    public String name() {
        return name;
    }

    /** What the sender says it is. */
    public Optional<String> description() {
        return description;
    }

    /**
     * Writes the content.
     *
     * @throws IOException if it cannot be read or written
     */
    public void writeTo(OutputStream out) throws IOException {
        content.writeTo(out);
    }

    /**
     * Writes the content to a new file of this name in a folder.
     *
     * @return the file
     * @throws IOException if there is a file of this name already, or it cannot be written
     */
    public Path saveTo(Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            writeTo(out);
        }
        return file;
    }

    Optional<Source> source() {
        return content instanceof Source source ? Optional.of(source) : Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
