// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.simulator.Reaction.Course;

final class ScriptTest {
    @TempDir
    Path folder;

    @Test
    void an_empty_file_is_the_standard_script() throws IOException {
        assertThat(Script.load(file(""))).isEqualTo(Script.standard(Duration.ofSeconds(1)));
    }

    @Test
    void every_key_can_be_set() throws IOException {
        Script script = Script.load(
                file(
                        """
                pace = 20ms
                statuses = 03, 06
                documents = take
                recalls = decline đã xử lý xong
                next = release 2 then refuse sai thể thức | stall 5s then keep | fail 3 | fail always
                language = en
                mode = lenient
                """));

        Course course =
                new Course(List.of(ProcessingStatus.RECEIVED, ProcessingStatus.COMPLETED), Duration.ofMillis(20));
        assertThat(script)
                .isEqualTo(new Script(
                        new Reaction.Take(course),
                        new Reaction.Decline("đã xử lý xong"),
                        List.of(
                                new Reaction.Release(2, new Reaction.Refuse("sai thể thức")),
                                new Reaction.Stall(Duration.ofSeconds(5), new Reaction.Keep()),
                                new Reaction.Fail(3, new Reaction.Check(course)),
                                Reaction.Fail.always()),
                        Locale.ENGLISH,
                        Mode.LENIENT));
    }

    @Test
    void everything_wrong_is_told_at_once() throws IOException {
        Path file = file("pace = fast\nstatuses = 03, 99\nrecalls = perhaps\nspeed = 3\n");

        assertThatExceptionOfType(RefusalException.class)
                .isThrownBy(() -> Script.load(file))
                .satisfies(refusal -> assertThat(refusal.refusal().problems())
                        .extracting(problem -> problem.subject())
                        .containsExactlyInAnyOrder("pace", "statuses", "recalls", "speed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "refuse", "release", "release 0", "release 2 then", "fail often", "stall", "check 3"})
    void a_reaction_nobody_understands_is_refused(String text) throws IOException {
        Path file = file("next = take | " + text + "\n");

        assertThatExceptionOfType(RefusalException.class)
                .isThrownBy(() -> Script.load(file))
                .withMessageContaining("LT-C03");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("script.properties"), content);
    }
}
