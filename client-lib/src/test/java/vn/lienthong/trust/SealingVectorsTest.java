// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What was sealed once can be opened by every later version, and by programs in other languages. */
final class SealingVectorsTest {
    private static final Map<String, byte[]> PLAIN = Map.of(
            "empty", new byte[0],
            "letter", SealingVectors.LETTER.getBytes(UTF_8),
            "long", SealingVectors.longPlain());

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("bodies")
    void bodies_of_the_vectors_are_opened_and_made_again(String name) throws IOException {
        KeyPackage keys = KeyPackageText.parse(SealingVectors.read(name + ".txt"));
        byte[] bytes = SealingVectors.read(name + ".sealed");
        byte[] plain = PLAIN.get(name);

        Sealed.Opening opening = Sealed.open(keys, bytes);

        assertThat(opening.problem()).isNull();
        assertThat(opening.released()).isEqualTo(plain);
        assertThat(Sealed.of(plain, SealHeader.parse(bytes), keys.key()).bytes())
                .isEqualTo(bytes);
    }

    static List<String> bodies() {
        return List.of("empty", "letter", "long");
    }

    @ParameterizedTest
    @EnumSource(RecipientKind.class)
    void packages_of_the_vectors_are_opened(RecipientKind kind) throws IOException {
        KeyPackage expected = KeyPackageText.parse(SealingVectors.read("long.txt"));
        byte[] wrapped = SealingVectors.read(SealingVectors.endpoint(kind) + ".package");
        Path store = Files.write(folder.resolve("sealing.p12"), SealingVectors.read("sealing.p12"));

        KeyPackage opened = SealingKeys.load(store, Recipients.PASSWORD)
                .open(wrapped, Sealed.SUBMISSION, SealingVectors.endpoint(kind), expected.body());

        assertThat(opened).isEqualTo(expected.forEndpoint(SealingVectors.endpoint(kind)));
    }

    /** Each line: what is done to {@code long.sealed} and where, what it is refused with, and how much comes out before. */
    @Test
    void damaged_bodies_are_refused_as_the_vectors_say() throws IOException {
        KeyPackage keys = KeyPackageText.parse(SealingVectors.read("long.txt"));
        List<String> lines = new String(SealingVectors.read("damage.txt"), US_ASCII)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(10);
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            byte[] bytes = SealingVectors.read("long.sealed");
            int place = Integer.parseInt(words[1]);

            Sealed.Opening opening = Sealed.open(
                    keys,
                    switch (words[0]) {
                        case "flip" -> Sealed.flipped(bytes, place);
                        case "cut" -> Arrays.copyOf(bytes, place);
                        case "lengthen" -> Arrays.copyOf(bytes, bytes.length + place);
                        default -> throw new IOException("what is " + line);
                    });

            assertThat(opening.problem()).as(line).isNotNull();
            assertThat(opening.problem().code().code()).as(line).isEqualTo(words[2]);
            assertThat(opening.problem().subject()).as(line).isEqualTo(words[3]);
            assertThat(opening.released()).as(line).hasSize(Integer.parseInt(words[4]));
        }
    }
}
