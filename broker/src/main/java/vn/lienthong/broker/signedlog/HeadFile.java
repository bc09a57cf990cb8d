// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.signedlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.protocol.json.HeadForm;
import vn.lienthong.trust.SignedHead;

/** The file with the signed head of a log; there is always a whole one or none. */
record HeadFile(Path file) {
    Optional<SignedHead> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    SignedHead.of(ExchangeJson.mapper().readValue(Files.readAllBytes(file), HeadForm.class)));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("its signed head cannot be read", e);
        }
    }

    void write(SignedHead head) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer form = ByteBuffer.wrap(ExchangeJson.mapper().writeValueAsBytes(head.form()));
            while (form.hasRemaining()) {
                channel.write(form);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
