// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Rows for a spreadsheet: CSV with a byte order mark, without which Excel takes UTF-8 for something else. What an agency
 * wrote cannot become a formula there: a text that begins like one gets an apostrophe before it. To be written as UTF-8. Not
 * thread-safe.
 */
public final class CsvSheet {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final BigDecimal HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toMillis());
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    private final Appendable out;
    private final CSVPrinter printer;

    /**
     * Begins a sheet.
     *
     * @throws IOException if it cannot be written
     */
    public CsvSheet(Appendable out, List<String> headings) throws IOException {
        this.out = out;
        out.append(BYTE_ORDER_MARK);
        printer = new CSVPrinter(this.out, CSVFormat.RFC4180);
        row(headings);
    }

    /**
     * Adds a row. A number stays one, everything else is text.
     *
     * @throws IOException if it cannot be written
     */
    public void row(List<?> cells) throws IOException {
        printer.printRecord(cells.stream().map(CsvSheet::cell));
    }

    private static String cell(Object value) {
        String text = value.toString();
        boolean harmless = value instanceof Number || !FORMULA.matcher(text).find();
        return harmless ? text : "'" + text;
    }

    /** A time in hours with two decimals. */
    public static BigDecimal hours(Duration time) {
        return BigDecimal.valueOf(time.toMillis()).divide(HOUR, 2, RoundingMode.HALF_UP);
    }
}
