// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.lienthong.edxml.FindingCode;
import vn.lienthong.protocol.ErrorCode;

/**
 * The pages of the handbook that list codes say what the program says. {@code -Dhandbook.accept=true} writes them anew.
 */
final class CataloguesTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @Test
    void the_page_of_errors_lists_every_code_with_its_texts() throws IOException {
        List<String> rows = Stream.of(ErrorCode.values())
                .map(code -> row(
                        code.code(),
                        code.kind().name().toLowerCase(Locale.ROOT),
                        code.message(Locale.ENGLISH, List.of()),
                        code.message(VIETNAMESE, List.of())))
                .toList();

        check("errors.md", "| code | kind | English | Tiếng Việt |\n|---|---|---|---|\n", rows);
    }

    @Test
    void the_page_of_findings_lists_every_code_with_its_texts() throws IOException {
        List<String> rows = FindingCode.all().stream()
                .map(code -> row(
                        code.code(),
                        code.severity().name().toLowerCase(Locale.ROOT),
                        code.english().message() + " — " + code.english().advice(),
                        code.vietnamese().message() + " — " + code.vietnamese().advice()))
                .toList();

        check("findings.md", "| code | severity | English | Tiếng Việt |\n|---|---|---|---|\n", rows);
    }

    private static String row(String... cells) {
        return Stream.of(cells)
                .map(cell -> cell.replace("|", "\\|"))
                .reduce("|", (row, cell) -> row + " " + cell + " |");
    }

    /** The part from the head of the table to the end of the page. */
    private static void check(String page, String head, List<String> rows) throws IOException {
        Path file = DOCS.resolve(page);
        String text = Files.readString(file);
        assertThat(text).contains(head);
        String before = text.substring(0, text.indexOf(head));
        String expected = before + head + String.join("\n", rows) + "\n";
        if (Boolean.getBoolean("handbook.accept")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file)).isEqualTo(expected);
    }
}
