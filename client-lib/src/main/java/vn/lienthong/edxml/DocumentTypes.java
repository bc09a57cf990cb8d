// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The document types of SĐ1:2022 QCVN 102 ({@code DocumentType}), read once from {@code document-types.csv}. Receivers
 * should rely on the name: senders disagree about what the numbers mean.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class DocumentTypes {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern INDIVIDUAL = Pattern.compile(" ca biet$");

    private final List<DocumentTypeEntry> entries;
    private final Map<String, List<DocumentTypeEntry>> byPlainName;

    private DocumentTypes(List<DocumentTypeEntry> entries) {
        this.entries = List.copyOf(entries);
        this.byPlainName = entries.stream().collect(Collectors.groupingBy(type -> plain(type.name())));
    }

    /** The list that comes with the library. */
    public static DocumentTypes national() {
        return Holder.NATIONAL;
    }

    /** All types, group by group. */
    public List<DocumentTypeEntry> all() {
        return entries;
    }

    /** The type with a number in a group. */
    public Optional<DocumentTypeEntry> find(int group, int number) {
        return entries.stream()
                .filter(type -> type.group() == group
                        && type.number().isPresent()
                        && type.number().getAsInt() == number)
                .findFirst();
    }

    /**
     * The types with a name, ignoring case, diacritics, punctuation and the addition "(cá biệt)"; two for names that
     * both groups have ({@code Nghị quyết}), none if the list does not know the name.
     */
    public List<DocumentTypeEntry> findByName(String name) {
        return List.copyOf(byPlainName.getOrDefault(plain(name), List.of()));
    }

    private static String plain(String name) {
        String letters = name.replace('Đ', 'D').replace('đ', 'd');
        String bare = MARKS.matcher(Normalizer.normalize(letters, Normalizer.Form.NFD))
                .replaceAll("");
        String words = NOT_LETTERS
                .matcher(bare.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
        return INDIVIDUAL.matcher(words).replaceFirst("");
    }

    private static DocumentTypes load() {
        List<DocumentTypeEntry> entries = new ArrayList<>();
        for (Map<String, String> row : CsvTable.load("document-types.csv")) {
            String number = row.getOrDefault("number", "");
            String abbreviation = row.getOrDefault("abbreviation", "");
            entries.add(new DocumentTypeEntry(
                    Integer.parseInt(row.getOrDefault("group", "")),
                    number.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number)),
                    row.getOrDefault("name", ""),
                    Optional.of(abbreviation).filter(value -> !value.isEmpty()),
                    "yes".equals(row.get("inferred"))));
        }
        return new DocumentTypes(entries);
    }

    private static final class Holder {
        static final DocumentTypes NATIONAL = load();
    }
}
