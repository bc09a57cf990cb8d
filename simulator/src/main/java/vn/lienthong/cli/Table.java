// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows, under headings if there are any, each column as wide as its longest text. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        if (headings.length > 0) {
            rows.add(List.of(headings));
        }
    }

    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
    }

    @Override
    public String toString() {
        return rows.stream().map(this::line).collect(Collectors.joining(System.lineSeparator()));
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell);
            line.append(" ".repeat(width(column) - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
