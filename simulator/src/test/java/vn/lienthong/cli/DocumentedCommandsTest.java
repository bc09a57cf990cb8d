// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every command that README and handbook show is one that the command line understands. */
final class DocumentedCommandsTest {
    private static final Path TOP = Path.of("..");
    private static final Pattern FENCE = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:\\./)?lienthong ([^#\\n]+)");
    private static final Pattern INLINE = Pattern.compile("`(?:\\./)?lienthong ([a-z][^`]+)`");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TestFactory
    Stream<DynamicTest> commands_shown_are_understood() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            FENCE.matcher(text).results().forEach(fence -> commands.addAll(found(COMMAND, fence.group(1))));
            commands.addAll(found(INLINE, text));
        }
        assertThat(commands).hasSizeGreaterThan(10);
        return commands.stream()
                .filter(command -> !command.startsWith("test")) // the launcher's own
                .distinct()
                .map(command -> DynamicTest.dynamicTest(command, () -> understand(command)));
    }

    private static void understand(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        assertThatCode(() -> Lienthong.commandLine(Surroundings.ofProcess()).parseArgs(words.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1).strip())
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(TOP.resolve("docs"))) {
            return Stream.concat(Stream.of(TOP.resolve("README.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
