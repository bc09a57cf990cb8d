// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;

final class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void every_problem_of_a_file_is_told_at_once_and_the_defaults_stand_meanwhile() throws IOException {
        Settings settings = settings(
                """
                port = 70000
                pace = soon
                size = 1t
                strict = yes
                prot = 5671
                """);

        assertThat(settings.number("port", 1, 65_535, 5671)).isEqualTo(5671);
        assertThat(settings.duration("pace", Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.size("size", new DataSize(7))).isEqualTo(new DataSize(7));
        assertThat(settings.flag("strict", true)).isTrue();
        assertThat(settings.<String>required("name", Optional::of, "a name")).isNull();
        settings.problem(ErrorCode.NO_RECIPIENT.with("x"));

        RefusalException refused = catchThrowableOfType(RefusalException.class, settings::finish);
        assertThat(refused.refusal().problems())
                .extracting(Problem::code, Problem::subject)
                .containsExactlyInAnyOrder(
                        tuple(ErrorCode.SETTING_INVALID, "port"),
                        tuple(ErrorCode.SETTING_INVALID, "pace"),
                        tuple(ErrorCode.SETTING_INVALID, "size"),
                        tuple(ErrorCode.SETTING_INVALID, "strict"),
                        tuple(ErrorCode.SETTING_MISSING, "name"),
                        tuple(ErrorCode.NO_RECIPIENT, "x"),
                        tuple(ErrorCode.SETTING_UNKNOWN, "prot"));
    }

    @Test
    void a_file_in_order_is_read_with_its_paths_relative_to_it() throws IOException {
        Settings settings = settings(
                """
                # cấu hình
                name = Sở Tư pháp
                keys = keys/hue.p12
                trust = /etc/trust.p12
                pace = 500 MS
                """);

        assertThat(settings.text("name")).hasValue("Sở Tư pháp");
        assertThat(settings.path("keys")).hasValue(folder.resolve("keys/hue.p12"));
        assertThat(settings.path("trust")).hasValue(Path.of("/etc/trust.p12"));
        assertThat(settings.path("absent")).isEmpty();
        assertThat(settings.duration("pace", Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
        settings.finish();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4096, 4096", "64k, 65536", "50M, 52428800", "2 gb, 2147483648", "1b, 1"})
    void sizes(String text, long bytes) {
        assertThat(DataSize.parse(text)).hasValue(new DataSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1.5m", "1t", "999999999999999g", "1 m b"})
    void no_sizes(String text) {
        assertThat(DataSize.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "1572864, 1.5 MiB", "5497558138880, 5120.0 GiB"})
    void a_size_for_people(long bytes, String text) {
        assertThat(new DataSize(bytes)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "2h, PT2H", "14d, PT336H"})
    void durations(String text, Duration duration) {
        assertThat(Settings.parseDuration(text)).hasValue(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 minutes", "-5s", "1.5s", "1h30m"})
    void no_durations(String text) {
        assertThat(Settings.parseDuration(text)).isEmpty();
    }

    private Settings settings(String text) throws IOException {
        return Settings.load(Files.writeString(folder.resolve("test.properties"), text));
    }
}
