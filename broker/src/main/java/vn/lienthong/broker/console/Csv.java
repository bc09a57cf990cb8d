// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.lienthong.broker.text.CsvSheet;

/** A table as a file for a spreadsheet. */
final class Csv {
    private Csv() {}

    static void send(Context context, String name, List<String> headings, List<? extends List<?>> rows) {
        StringWriter text = new StringWriter();
        try {
            CsvSheet sheet = new CsvSheet(text, headings);
            for (List<?> row : rows) {
                sheet.row(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .result(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
