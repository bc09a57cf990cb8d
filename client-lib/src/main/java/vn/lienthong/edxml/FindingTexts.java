// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The texts of codes, from a table with a row for each code and columns for each language. */
final class FindingTexts {
    private final String table;
    private final Map<String, Map<String, String>> rows;

    /** The texts of a table. */
    FindingTexts(String table) {
        this.table = table;
        this.rows = CsvTable.load(table).stream()
                .collect(Collectors.toUnmodifiableMap(row -> row.getOrDefault("code", ""), Function.identity()));
    }

    FindingText english(String code) {
        return text(code, "english");
    }

    FindingText vietnamese(String code) {
        return text(code, "vietnamese");
    }

    private FindingText text(String code, String language) {
        Map<String, String> row = rows.get(code);
        if (row == null) {
            throw new IllegalStateException(table + " has no texts for " + code);
        }
        return new FindingText(row.getOrDefault(language, ""), row.getOrDefault(language + "_advice", ""));
    }
}
