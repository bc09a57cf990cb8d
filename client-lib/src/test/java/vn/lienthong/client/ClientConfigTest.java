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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

final class ClientConfigTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeFiles() throws IOException {
        file = folder.resolve("exchange.properties");
        for (String name : List.of("keys.p12", "trust.p12", "password")) {
            Files.writeString(folder.resolve(name), "x");
        }
    }

    @Test
    void what_is_left_out_has_a_default() throws IOException {
        Files.writeString(
                file,
                """
                host = truc.example
                key-store = keys.p12
                trust-store = trust.p12
                password-file = password
                """);

        assertThat(ClientConfig.load(file))
                .isEqualTo(ClientConfig.of("truc.example", 5671, folder))
                .satisfies(config -> {
                    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
                    assertThat(config.sendTimeout()).isEqualTo(Duration.ofSeconds(30));
                    assertThat(config.parallelSends()).isEqualTo(4);
                });
    }

    @Test
    void every_problem_is_told_at_once() throws IOException {
        Files.writeString(
                file,
                """
                port = 0
                key-store = lost.p12
                trust-store = trust.p12
                parallel-sends = 65
                passwordfile = password
                """);

        DocumentRefusedException refused =
                catchThrowableOfType(DocumentRefusedException.class, () -> ClientConfig.load(file));

        assertThat(refused.problems())
                .extracting(Problem::code, Problem::subject)
                .containsExactlyInAnyOrder(
                        tuple(ErrorCode.SETTING_MISSING, "host"),
                        tuple(ErrorCode.SETTING_INVALID, "port"),
                        tuple(ErrorCode.SETTING_INVALID, "key-store"),
                        tuple(ErrorCode.SETTING_MISSING, "password-file"),
                        tuple(ErrorCode.SETTING_INVALID, "parallel-sends"),
                        tuple(ErrorCode.SETTING_UNKNOWN, "passwordfile"));
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        DocumentRefusedException refused =
                catchThrowableOfType(DocumentRefusedException.class, () -> ClientConfig.load(file));

        assertThat(refused.problems()).containsExactly(ErrorCode.CONTENT_UNREADABLE.with(file.toString()));
    }
}
