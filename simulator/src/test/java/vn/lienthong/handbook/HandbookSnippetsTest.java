// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HandbookSnippetsTest {
    private static final Path TOP = Path.of("..");
    private static final Path SOURCE = Path.of("src/test/java/vn/lienthong/handbook/HandbookTest.java");
    private static final Pattern FENCE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REGION = Pattern.compile("// region \\w+\\n(.*?)\\n\\h*// endregion", Pattern.DOTALL);

    @Test
    void every_java_fence_is_a_region_of_the_handbook_test() throws IOException {
        List<String> regions = found(REGION, SOURCE);
        List<String> fences = new ArrayList<>();
        for (Path page : pages()) {
            fences.addAll(found(FENCE, page));
        }
        assertThat(fences).isNotEmpty();
        assertThat(regions).containsAll(fences);
    }

    @Test
    void the_test_in_the_readme_of_the_module_is_one_that_ran() throws IOException {
        String test = Files.readString(Path.of("src/test/java/vn/lienthong/testkit/FiveLineTest.java"));

        assertThat(found(FENCE, Path.of("README.md"))).isNotEmpty().allSatisfy(fence -> assertThat(test)
                .contains(fence));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(TOP.resolve("docs"))) {
            return Stream.concat(Stream.of(TOP.resolve("README.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static List<String> found(Pattern pattern, Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            texts.add(matcher.group(1).stripIndent().strip());
        }
        return texts;
    }
}
