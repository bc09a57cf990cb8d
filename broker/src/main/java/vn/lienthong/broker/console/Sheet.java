// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vn.lienthong.broker.text.CsvSheet;

/**
 * A table as a file for a spreadsheet: its columns, one after the other. Not thread-safe.
 *
 * @param <R> what a row is about
 */
final class Sheet<R> {
    /** Times are in hours, as in the sheets of the command line. */
    static final String HOURS = " (h)";

    private static final String NO_FILE_NAME = "[^A-Za-z0-9._-]";

    private final String name;
    private final List<String> headings = new ArrayList<>();
    private final List<Function<R, ?>> cells = new ArrayList<>();

    /** A sheet without columns, whose file has a name. */
    Sheet(String name) {
        this.name = name;
    }

    /** Whether somebody wants the table of a page as a file. */
    static boolean isAsked(Visit visit) {
        return visit.given("form").filter("csv"::equals).isPresent();
    }

    /** Adds a column; a number in it stays one. */
    Sheet<R> with(String heading, Function<R, ?> cell) {
        headings.add(heading);
        cells.add(cell);
        return this;
    }

    void send(Context context, List<R> rows) {
        StringWriter text = new StringWriter();
        try {
            CsvSheet sheet = new CsvSheet(text, headings);
            for (R row : rows) {
                sheet.row(cells.stream().map(cell -> cell.apply(row)).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.contentType("text/csv; charset=utf-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + name.replaceAll(NO_FILE_NAME, "_") + ".csv\"")
                .result(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
