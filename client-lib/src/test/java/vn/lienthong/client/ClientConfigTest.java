// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.config.DataSize;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.trust.Suite;

final class ClientConfigTest {
    private static final String[] LEAST = {
        "host=exchange.example", "key-store=keys.p12", "trust-store=trust.p12", "password-file=password"
    };

    @TempDir
    Path folder;

    @BeforeEach
    void write_stores() throws IOException {
        for (String name : List.of("keys.p12", "trust.p12", "password")) {
            Files.createFile(folder.resolve(name));
        }
    }

    @Test
    void what_is_left_out_is_as_for_an_endpoint_folder() throws IOException {
        assertThat(ClientConfig.load(write(LEAST))).isEqualTo(ClientConfig.of("exchange.example", 5671, folder));
    }

    @Test
    void a_signing_key_beside_the_key_store_is_found_by_itself() throws IOException {
        Path signing = Files.createFile(folder.resolve("signing.p12"));

        assertThat(ClientConfig.load(write(LEAST)).signingKeyStore()).contains(signing);
        assertThat(ClientConfig.of("exchange.example", 5671, folder).signingKeyStore())
                .contains(signing);
    }

    @Test
    void every_setting_is_read() throws IOException {
        Path file = write(LEAST);
        Files.writeString(
                file,
                Files.readString(file) + "port=6000\nconnect-timeout=3s\nsend-timeout=2m\nparallel-sends=64\n"
                        + "spool-directory=spool\noutbox=waiting\noutbox-limit=2g\nsigning-key-store=keys.p12\n"
                        + "unsigned=accept\nsealing-key-store=keys.p12\nsealing-secret=secret\nsealing=always\n"
                        + "sealing-suite=S2\ntracing=on\n");

        assertThat(ClientConfig.load(file))
                .isEqualTo(new ClientConfig(
                        "exchange.example",
                        6000,
                        folder.resolve("keys.p12"),
                        folder.resolve("trust.p12"),
                        folder.resolve("password"),
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(2),
                        64,
                        folder.resolve("spool"),
                        Optional.of(folder.resolve("waiting")),
                        DataSize.ofMebibytes(2048),
                        Optional.of(folder.resolve("keys.p12")),
                        ClientConfig.Unsigned.ACCEPT,
                        new ClientConfig.Sealing(
                                Optional.of(folder.resolve("keys.p12")), folder.resolve("secret"), true, Suite.S2),
                        true));
    }

    @Test
    void everything_wrong_is_told_in_one_exception() throws IOException {
        Path file = write(
                "port=65536",
                "key-store=lost.p12",
                "password-file=password",
                "send-timeout=30",
                "parallel-sends=0",
                "signing-key-store=none.p12",
                "unsigned=perhaps",
                "sealing=never",
                "sealing-suite=S0",
                "tracing=sometimes",
                "pasword=secret");

        assertThat(refused(file).problems())
                .extracting(Problem::code, Problem::subject)
                .containsExactlyInAnyOrder(
                        tuple(ErrorCode.SETTING_MISSING, "host"),
                        tuple(ErrorCode.SETTING_INVALID, "port"),
                        tuple(ErrorCode.SETTING_INVALID, "key-store"),
                        tuple(ErrorCode.SETTING_INVALID, "signing-key-store"),
                        tuple(ErrorCode.SETTING_INVALID, "unsigned"),
                        tuple(ErrorCode.SETTING_INVALID, "sealing"),
                        tuple(ErrorCode.SETTING_INVALID, "sealing-suite"),
                        tuple(ErrorCode.SETTING_INVALID, "tracing"),
                        tuple(ErrorCode.SETTING_MISSING, "trust-store"),
                        tuple(ErrorCode.SETTING_INVALID, "send-timeout"),
                        tuple(ErrorCode.SETTING_INVALID, "parallel-sends"),
                        tuple(ErrorCode.SETTING_UNKNOWN, "pasword"));
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        DocumentRefusedException refused = refused(folder.resolve("lost.properties"));

        assertThat(refused.code()).isEqualTo(ErrorCode.CONTENT_UNREADABLE);
        assertThat(refused).hasMessageContaining("lost.properties");
    }

    @Test
    void a_file_with_a_path_in_backslashes_is_told_what_to_do() throws IOException {
        DocumentRefusedException refused = refused(write("key-store=C:\\users\\keys.p12"));

        assertThat(refused.code()).isEqualTo(ErrorCode.CONTENT_UNREADABLE);
        assertThat(refused).hasMessageContaining("write paths with /");
    }

    private Path write(String... lines) throws IOException {
        return Files.write(folder.resolve("exchange.properties"), List.of(lines));
    }

    private static DocumentRefusedException refused(Path file) {
        return catchThrowableOfType(DocumentRefusedException.class, () -> ClientConfig.load(file));
    }
}
