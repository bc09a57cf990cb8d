// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.trust.BodyDigest;
import vn.lienthong.trust.KeyPackage;
import vn.lienthong.trust.SealedBody;
import vn.lienthong.trust.SealingSecret;
import vn.lienthong.trust.SealingStream;
import vn.lienthong.trust.Suite;

final class SpoolTest {
    private static final byte[] BODY = "<edXML>Công văn</edXML>".getBytes(StandardCharsets.UTF_8);

    /** As {@code sha256sum} prints it for {@link #BODY}. */
    private static final String DIGEST = "sha256:1dd34be4b0a36d23146bf3d133f78545a9924044cae892884d06b25318360cab";

    @TempDir
    Path folder;

    private SpoolFolder spool;

    @BeforeEach
    void open() {
        spool = new SpoolFolder(folder);
    }

    @AfterEach
    void close() {
        spool.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void a_large_body_lies_in_a_file_until_it_is_closed() throws Exception {
        try (Spool body = receive(large(BODY), Optional.empty())) {
            assertThat(body.isInMemory()).isFalse();
            assertThat(files()).singleElement().satisfies(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
            assertThat(read(body)).isEqualTo(BODY);
            assertThat(read(body)).isEqualTo(BODY);
        }

        assertThat(files()).isEmpty();
    }

    @Test
    void a_large_body_that_breaks_off_leaves_no_file() {
        JMSException brokenOff = new JMSException("the line went away");

        assertThatThrownBy(() -> receive(brokenOff(brokenOff), Optional.empty()))
                .isSameAs(brokenOff);

        assertThat(files()).isEmpty();
    }

    @Test
    void a_small_body_needs_no_file() throws Exception {
        try (Spool body = receive(small(BODY, BODY.length), Optional.empty())) {
            assertThat(body.isInMemory()).isTrue();
            assertThat(files()).isEmpty();
            assertThat(read(body)).isEqualTo(BODY);
            assertThat(read(body)).isEqualTo(BODY);
        }
    }

    @Test
    void closing_again_does_no_harm() throws Exception {
        Spool body = receive(large(BODY), Optional.empty());
        body.close();
        body.close();

        assertThat(files()).isEmpty();
    }

    @Test
    void a_large_body_that_is_not_the_one_the_exchange_took_leaves_no_file() {
        assertThatThrownBy(() -> receive(large(new byte[BODY.length]), Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(DIGEST);
        assertThatThrownBy(() -> receive(large(new byte[0]), Optional.empty())).isInstanceOf(IOException.class);

        assertThat(files()).isEmpty();
    }

    @Test
    void a_small_body_that_is_not_the_one_the_exchange_took_is_not_handed_out() {
        assertThatThrownBy(() -> receive(small(new byte[BODY.length], BODY.length), Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(DIGEST);
    }

    @Test
    void a_small_body_of_which_only_a_part_comes_is_not_filled_up_with_zeros() {
        assertThatThrownBy(() -> receive(small(BODY, 7), Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("7 came");
    }

    /** The transport makes a broken line of what the stream throws on its thread. */
    @Test
    void a_large_sealed_body_that_was_changed_is_told_as_such_and_leaves_no_file() throws Exception {
        SubmissionId submission = new SubmissionId("submission-1");
        SealingSecret secret = SealingSecret.fresh();
        BodyDigest commitment = secret.startCommitment(submission).update(BODY, 0, BODY.length);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        KeyPackage key;
        try (SealingStream stream = secret.prepare(submission, commitment, Suite.S1, SealedBody.DEFAULT_SEGMENT_SIZE)
                .into(sealed)) {
            stream.write(BODY);
            key = stream.finish().packageFor(submission, new EndpointId("vpcp"));
        }
        byte[] changed = sealed.toByteArray();
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() -> receive(brokenByItsReader(changed), Optional.of(key)))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-S20");

        assertThat(files()).isEmpty();
    }

    @Test
    void a_full_disk_is_told_as_such_and_not_as_a_body_that_cannot_be_read() throws Exception {
        FirstRefusal out = new FirstRefusal(FirstRefusal.ofFile(Files.newOutputStream(Path.of("/dev/full")), folder));
        assertThatThrownBy(() -> out.write(BODY)).isInstanceOf(RefusalException.class);
        assertThatThrownBy(() -> out.insteadOf(new JMSException("the line is broken")))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-T10")
                .hasMessageContaining("No space left");
    }

    @Test
    void a_folder_that_is_gone_is_told_as_such() throws Exception {
        try (SpoolFolder lost = new SpoolFolder(folder.resolve("lost"))) {
            assertThatThrownBy(() -> Spool.receive(large(BODY), lost, Optional.empty()))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("LT-T10");
        }
    }

    @Test
    void what_a_killed_program_left_is_removed_and_what_a_living_one_has_is_not() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .start();
        try {
            Path file =
                    Path.of(new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))
                            .readLine());
            assertThat(Files.getPosixFilePermissions(file.getParent())).hasSize(3);

            spool.tidy();
            assertThat(file).exists();

            other.destroyForcibly().waitFor();
            spool.tidy();
            assertThat(file.getParent()).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    /** Has a temporary file until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws IOException {
            System.out.println(new SpoolFolder(Path.of(arguments[0])).newFile(".edxml"));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Spool receive(BytesMessage message, Optional<KeyPackage> key) throws JMSException, IOException {
        return Spool.receive(message, spool, key);
    }

    private static BytesMessage brokenByItsReader(byte[] body) {
        return message((proxy, method, arguments) -> switch (method.getName()) {
            case "propertyExists" -> true;
            case "setObjectProperty" -> {
                assertThatThrownBy(() -> ((OutputStream) arguments[1]).write(body));
                throw new JMSException("the transport says nothing about it");
            }
            default -> throw new AssertionError(method);
        });
    }

    private static byte[] read(Spool spool) throws IOException {
        try (InputStream in = spool.open()) {
            return in.readAllBytes();
        }
    }

    /** A message as the transport hands it over when the body has not come yet; its body was accepted as {@link #BODY}. */
    private static BytesMessage large(byte[] body) {
        return large(body, Optional.empty());
    }

    private static BytesMessage brokenOff(JMSException end) {
        return large(BODY, Optional.of(end));
    }

    private static BytesMessage large(byte[] body, Optional<JMSException> end) {
        return message((proxy, method, arguments) -> switch (method.getName()) {
            case "propertyExists" -> arguments[0].equals("_AMQ_LARGE_SIZE");
            case "getStringProperty" -> stamp(arguments[0]);
            case "setObjectProperty" -> {
                ((OutputStream) arguments[1]).write(body);
                if (end.isPresent()) {
                    throw end.get();
                }
                yield null;
            }
            default -> throw new AssertionError(method);
        });
    }

    private static BytesMessage small(byte[] body, int coming) {
        return message((proxy, method, arguments) -> switch (method.getName()) {
            case "propertyExists" -> false;
            case "getStringProperty" -> stamp(arguments[0]);
            case "getBodyLength" -> (long) body.length;
            case "readBytes" -> {
                System.arraycopy(body, 0, (byte[]) arguments[0], 0, coming);
                yield coming;
            }
            default -> throw new AssertionError(method);
        });
    }

    private static String stamp(Object name) {
        assertThat(name).isEqualTo(HeaderNames.DIGEST);
        return DIGEST;
    }

    private static BytesMessage message(InvocationHandler handler) {
        return (BytesMessage)
                Proxy.newProxyInstance(SpoolTest.class.getClassLoader(), new Class<?>[] {BytesMessage.class}, handler);
    }
}
