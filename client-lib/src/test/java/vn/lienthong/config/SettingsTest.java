// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;

final class SettingsTest {
    private static final Duration ABSENT = Duration.ofSeconds(7);

    @TempDir
    Path folder;

    @Test
    void missing_wrong_and_unknown_keys_are_told_together() throws IOException {
        Settings settings = load("port=many", "hots=trục", "verbose=yes", "zone=H46");

        assertThat(settings.<String>required("host", Optional::of, "a name")).isNull();
        assertThat(settings.number("port", 1, 9, 5)).isEqualTo(5);
        assertThat(settings.flag("verbose", true)).isTrue();
        assertThat(problems(settings))
                .containsExactly(
                        ErrorCode.SETTING_MISSING.with("host", "a name"),
                        ErrorCode.SETTING_INVALID.with("port", "many", "a whole number from 1 to 9"),
                        ErrorCode.SETTING_INVALID.with("verbose", "yes", "true or false"),
                        ErrorCode.SETTING_UNKNOWN.with("hots", "host, port, verbose"),
                        ErrorCode.SETTING_UNKNOWN.with("zone", "host, port, verbose"));
    }

    @Test
    void a_problem_found_outside_is_told_with_the_others() throws IOException {
        Settings settings = load();
        settings.problem(ErrorCode.RECIPIENT_UNKNOWN.with("H46"));

        assertThat(problems(settings)).containsExactly(ErrorCode.RECIPIENT_UNKNOWN.with("H46"));
    }

    @Test
    void a_blank_value_is_an_absent_one() throws IOException {
        Settings settings = load("name=  ", "size=");

        assertThat(settings.text("name")).isEmpty();
        assertThat(settings.size("size", new DataSize(3))).isEqualTo(new DataSize(3));
        settings.finish();
    }

    @Test
    void values_are_vietnamese_text_without_escapes() throws IOException {
        assertThat(load("name = Sở Nội vụ ").text("name")).contains("Sở Nội vụ");
    }

    @ParameterizedTest
    @CsvSource({"0s, PT0S", "500ms, PT0.5S", "30s, PT30S", "5 m, PT5M", "2H, PT2H", "14d, PT336H"})
    void durations_have_units(String text, Duration duration) throws IOException {
        Settings settings = load("wait=" + text);

        assertThat(settings.duration("wait", ABSENT)).isEqualTo(duration);
        settings.finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "s", "-1s", "1.5h", "1w", "1h30m", "1234567890123s"})
    void what_is_no_duration_is_refused(String text) throws IOException {
        Settings settings = load("wait=" + text);

        assertThat(settings.duration("wait", ABSENT)).isEqualTo(ABSENT);
        assertThat(problems(settings)).extracting(Problem::subject).containsExactly("wait");
    }

    @ParameterizedTest
    @ValueSource(strings = {"50 megabytes", "9999999999999g"})
    void what_is_no_size_is_refused(String text) throws IOException {
        Settings settings = load("largest=" + text);

        assertThat(settings.size("largest", new DataSize(3))).isEqualTo(new DataSize(3));
        assertThat(problems(settings)).extracting(Problem::subject).containsExactly("largest");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "64, true", "064, true", "0, false", "65, false", "-1, false", "9999999999, false"})
    void a_number_stays_between_its_bounds(String text, boolean fine) throws IOException {
        Settings settings = load("count=" + text);

        int read = settings.number("count", 1, 64, -1);

        assertThat(read != -1).isEqualTo(fine);
        if (!fine) {
            assertThat(problems(settings)).extracting(Problem::subject).containsExactly("count");
        }
    }

    @Test
    void paths_count_from_the_folder_of_the_file() throws IOException {
        Path elsewhere = folder.resolveSibling("elsewhere").toAbsolutePath();
        Settings settings =
                load("near=keys/../keys.p12", "far=" + elsewhere.toString().replace('\\', '/'));

        assertThat(settings.path("near")).contains(folder.toAbsolutePath().resolve("keys.p12"));
        assertThat(settings.path("far")).contains(elsewhere);
        assertThat(settings.path("none")).isEmpty();
    }

    @Test
    void a_path_with_backslashes_that_cannot_be_read_is_an_unreadable_file() {
        assertThatThrownBy(() -> load("key-store=C:\\users\\keys.p12"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exchange.properties")
                .hasMessageContaining("write paths with /");
    }

    @Test
    void values_in_memory_are_read_like_a_file() {
        Properties values = new Properties();
        values.setProperty("verbose", "true");

        Settings settings = Settings.of(values, folder);

        assertThat(settings.flag("verbose", false)).isTrue();
        assertThat(settings.resolve("a")).isEqualTo(folder.resolve("a"));
        settings.finish();
    }

    private Settings load(String... lines) throws IOException {
        return Settings.load(Files.write(folder.resolve("exchange.properties"), List.of(lines)));
    }

    private static List<Problem> problems(Settings settings) {
        return catchThrowableOfType(RefusalException.class, settings::finish)
                .refusal()
                .problems();
    }
}
