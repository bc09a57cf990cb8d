// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the data files beside this class: CSV in UTF-8 with a header line, fields quoted as in RFC 4180. The files are
 * small and part of the library, so a fault in one is a programming error and stops everything.
 */
final class CsvTable {
    private final String text;
    private int position;

    private CsvTable(String text) {
        this.text = text;
    }

    /** The rows of a data file, each as column name → value; empty fields are empty strings. */
    static List<Map<String, String>> load(String resource) {
        try (InputStream in = CsvTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("data file '" + resource + "' is missing from the library");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("data file '" + resource + "' cannot be read", e);
        }
    }

    /** The rows of a CSV text whose first line names the columns. */
    static List<Map<String, String>> parse(String text) {
        CsvTable table = new CsvTable(text);
        List<String> columns = table.nextLine();
        List<Map<String, String>> rows = new ArrayList<>();
        while (table.position < text.length()) {
            List<String> fields = table.nextLine();
            if (fields.size() != columns.size()) {
                throw new IllegalStateException(
                        "row " + fields + " has " + fields.size() + " fields, the header has " + columns.size());
            }
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                row.put(columns.get(i), fields.get(i));
            }
            rows.add(Map.copyOf(row));
        }
        return List.copyOf(rows);
    }

    private List<String> nextLine() {
        List<String> fields = new ArrayList<>();
        fields.add(nextField());
        while (position < text.length() && text.charAt(position) == ',') {
            position++;
            fields.add(nextField());
        }
        skip('\r');
        skip('\n');
        return fields;
    }

    private String nextField() {
        return position < text.length() && text.charAt(position) == '"' ? quotedField() : plainField();
    }

    private String plainField() {
        int start = position;
        while (position < text.length() && ",\r\n".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private String quotedField() {
        StringBuilder value = new StringBuilder();
        position++;
        while (true) {
            int quote = text.indexOf('"', position);
            if (quote < 0) {
                throw new IllegalStateException("a quoted field does not end");
            }
            value.append(text, position, quote);
            position = quote + 1;
            if (position == text.length() || text.charAt(position) != '"') {
                return value.toString();
            }
            value.append('"');
            position++;
        }
    }

    private void skip(char c) {
        if (position < text.length() && text.charAt(position) == c) {
            position++;
        }
    }
}
