// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../../etc/passwd | passwd",
                "C:\\x | x",
                "C:x | C_x",
                "..\\..\\a.pdf | a.pdf",
                ".. | ''",
                "/ | ''",
                ".bashrc | bashrc",
                "a.pdf... | a.pdf",
                "a.pdf\u0000.exe | a.pdf.exe",
                "invoice\u202Efdp.exe | invoicefdp.exe",
                "a\u200Bb.txt | ab.txt",
                "CON | _CON",
                "nul.pdf | _nul.pdf",
                "com1.tar.gz | _com1.tar.gz",
                "a<b>:\"?*.txt | a_b_____.txt",
                "Công văn số 125 (bản ký).pdf | Công văn số 125 (bản ký).pdf",
                "a\uDBFF\uDFFFb | ab",
                "😀.png | 😀.png"
            })
    void a_name_becomes_harmless(String hostile, String harmless) {
        assertThat(FileNames.clean(hostile)).isEqualTo(harmless);
    }

    @Test
    void line_breaks_vanish() {
        assertThat(FileNames.clean("a\r\nb.txt")).isEqualTo("ab.txt");
    }

    @Test
    void decomposed_vietnamese_letters_are_composed() {
        assertThat(FileNames.clean("Co\u0302ng va\u0306n.pdf")).isEqualTo("C\u00F4ng v\u0103n.pdf");
    }

    @Test
    void a_long_name_is_cut_between_characters_and_keeps_its_extension() {
        String cut = FileNames.clean("ệ".repeat(500) + ".pdf");

        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
        assertThat(cut).endsWith("ệ.pdf");
    }

    @Test
    void names_used_before_get_a_number_whatever_their_case() {
        FileNames names = new FileNames();

        assertThat(names.unique("a.pdf")).isEqualTo("a.pdf");
        assertThat(names.unique("A.PDF")).isEqualTo("A (2).PDF");
        assertThat(names.unique("a (2).pdf")).isEqualTo("a (2) (2).pdf");
        assertThat(names.unique("a.pdf")).isEqualTo("a (3).pdf");
    }
}
