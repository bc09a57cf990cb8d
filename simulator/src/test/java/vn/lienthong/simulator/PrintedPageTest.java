// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PrintedPageTest {
    @Test
    void the_table_of_offsets_points_to_the_objects() {
        String pdf = new String(PrintedPage.pdf(List.of("So (1)", "Hai")), StandardCharsets.US_ASCII);

        Matcher offsets = Pattern.compile("(\\d{10}) 00000 n").matcher(pdf);
        for (int number = 1; offsets.find(); number++) {
            assertThat(pdf.substring(Integer.parseInt(offsets.group(1)))).startsWith(number + " 0 obj");
        }
        assertThat(pdf).contains("(So \\(1\\)) Tj", "(Hai) Tj").endsWith("%%EOF\n");
    }
}
