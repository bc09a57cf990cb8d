// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the bytes of an attachment come from when they are needed. */
@FunctionalInterface
public interface ContentSource {
    /**
     * Opens the bytes from their beginning; whoever opens them closes them.
     *
     * @throws IOException if they cannot be opened
     */
    InputStream open() throws IOException;

    /** The content of a file at the time it is opened. */
    static ContentSource of(Path file) {
        return () -> Files.newInputStream(file);
    }

    /** A copy of some bytes. */
    static ContentSource of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return () -> new ByteArrayInputStream(copy);
    }
}
