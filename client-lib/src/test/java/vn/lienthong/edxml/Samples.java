// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The sample messages, and what tests do with them. */
final class Samples {
    private Samples() {}

    static byte[] bytes(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/edxml/" + name + ".edxml")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static ReadResult read(String message) {
        return read(message.getBytes(StandardCharsets.UTF_8));
    }

    static ReadResult read(byte[] message) {
        return read(message, ReadingLimits.DEFAULT, AttachmentVisitor.IGNORE);
    }

    static ReadResult read(byte[] message, ReadingLimits limits, AttachmentVisitor visitor) {
        try {
            return new EdxmlReader(limits).read(new ByteArrayInputStream(message), visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Edoc edoc() {
        return (Edoc) read(bytes("sample-new")).message();
    }

    static StatusMessage status() {
        return (StatusMessage) read(bytes("sample-status-03")).message();
    }

    static List<FindingCode> codes(ReadResult result) {
        return result.findings().stream().map(Finding::code).toList();
    }
}
