// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever a message has become on its way, the answer is a report. */
final class ValidationFuzzTest {
    private final EdxmlValidator validator = new EdxmlValidator();

    @Property(tries = 1500)
    void damaged_bytes_give_a_report(
            @ForAll("files") String file, @ForAll @IntRange(max = 100_000) int place, @ForAll byte value)
            throws IOException {
        byte[] bytes = read(file);
        bytes[place % bytes.length] = value;

        assertThat(validator.validate(new ByteArrayInputStream(bytes)).findings())
                .isNotNull();
    }

    @Property(tries = 300)
    void a_message_cut_anywhere_before_its_last_tag_is_refused(
            @ForAll("files") String file, @ForAll @IntRange(max = 100_000) int place) throws IOException {
        byte[] bytes = read(file);
        int length = place % (bytes.length - "</edXML>\n".length());

        ValidationReport report = validator.validate(new ByteArrayInputStream(bytes, 0, length));

        assertThat(report.isAcceptable()).isFalse();
    }

    @Property(tries = 1000)
    void any_text_in_any_value_gives_a_report(@ForAll("values") String value, @ForAll("texts") String text)
            throws IOException {
        String message = new String(read("new-with-zip"), StandardCharsets.UTF_8);
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "");

        ValidationReport report = validator.validate(new ByteArrayInputStream(
                message.replace(">" + value + "<", ">" + escaped + "<").getBytes(StandardCharsets.UTF_8)));

        assertThat(report.summary()).isPresent();
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of("new", "new-with-zip", "recall", "update", "replace", "status-02", "status-13");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(List.of(
                "H49.13",
                "H41.02",
                "125",
                "SKHCN-CDS",
                "2026/03/16",
                "2026/03/31",
                "2",
                "18",
                "3",
                "Công văn",
                "cid:a1",
                "H49.13,2026/03/16,125/SKHCN-CDS",
                "125-SKHCN-CDS.pdf",
                "phu-luc.txt",
                "application/pdf",
                "2026/03/16 10:15:30",
                "V/v cung cấp đầu mối kỹ thuật",
                "Trần Thị Mẫu"));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> anything = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a0', '\ud7ff')
                .withChars('\t', '\n', '/', ',', '.', '-')
                .ofMaxLength(300);
        Arbitrary<String> nearlyRight =
                Arbitraries.strings().withChars("0123456789/,.:- GHK").ofMaxLength(30);
        return Arbitraries.oneOf(anything, nearlyRight);
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = ValidationFuzzTest.class.getResourceAsStream("/edxml/good/" + name + ".edxml")) {
            return in.readAllBytes();
        }
    }
}
