// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {
    private static final byte[] BODY = "<edXML>Công văn</edXML>".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void a_large_body_lies_in_a_file_until_it_is_closed() throws Exception {
        try (Spool spool = Spool.receive(large(Optional.empty()), folder)) {
            assertThat(spool.isInMemory()).isFalse();
            assertThat(folder).isDirectoryContaining("glob:**.edxml");
            assertThat(read(spool)).isEqualTo(BODY);
            assertThat(read(spool)).isEqualTo(BODY);
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_large_body_that_breaks_off_leaves_no_file() {
        JMSException brokenOff = new JMSException("the line went away");

        assertThatThrownBy(() -> Spool.receive(large(Optional.of(brokenOff)), folder))
                .isSameAs(brokenOff);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_small_body_needs_no_file() throws Exception {
        try (Spool spool = Spool.receive(small(), folder)) {
            assertThat(spool.isInMemory()).isTrue();
            assertThat(folder).isEmptyDirectory();
            assertThat(read(spool)).isEqualTo(BODY);
            assertThat(read(spool)).isEqualTo(BODY);
        }
    }

    @Test
    void closing_again_does_no_harm() throws Exception {
        Spool spool = Spool.receive(large(Optional.empty()), folder);
        spool.close();
        spool.close();

        assertThat(folder).isEmptyDirectory();
    }

    private static byte[] read(Spool spool) throws IOException {
        try (InputStream in = spool.open()) {
            return in.readAllBytes();
        }
    }

    /** A message as the transport hands it over when the body has not come yet. */
    private static BytesMessage large(Optional<JMSException> end) {
        return message((proxy, method, arguments) -> {
            if (method.getName().equals("propertyExists")) {
                return arguments[0].equals("_AMQ_LARGE_SIZE");
            }
            assertThat(method.getName()).isEqualTo("setObjectProperty");
            ((OutputStream) arguments[1]).write(BODY);
            if (end.isPresent()) {
                throw end.get();
            }
            return null;
        });
    }

    private static BytesMessage small() {
        return message((proxy, method, arguments) -> switch (method.getName()) {
            case "propertyExists" -> false;
            case "getBodyLength" -> (long) BODY.length;
            case "readBytes" -> {
                System.arraycopy(BODY, 0, (byte[]) arguments[0], 0, BODY.length);
                yield BODY.length;
            }
            default -> throw new AssertionError(method);
        });
    }

    private static BytesMessage message(InvocationHandler handler) {
        return (BytesMessage)
                Proxy.newProxyInstance(SpoolTest.class.getClassLoader(), new Class<?>[] {BytesMessage.class}, handler);
    }
}
