// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import vn.lienthong.broker.ledger.WantedWords.Word;

/**
 * How frequent words are in the newest documents. An index of words is quick for rare ones; frequent ones would yield a large
 * part of all documents.
 *
 * @param rarest those to look for in an index; all others are looked for in what it yields
 * @param together how many of the sample have all the words
 */
record WordSample(List<Word> rarest, long together) {
    private static final int DOCUMENTS = 2_000;
    private static final int DENSE = 20;
    private static final int FAIRLY_DENSE = 2;
    private static final int COUNTED = 20;

    /** Words are looked for until so few documents are likely to have them all. */
    private static final double FEW = 1e-4;

    private static final int MOST_LOOKED_FOR = 6;

    WordSample {
        rarest = List.copyOf(rarest);
    }

    static WordSample of(Handle handle, WantedWords wanted) {
        List<Word> words = wanted.words().stream().limit(COUNTED).toList();
        List<Long> counts = counts(handle, words, wanted.patterns());
        Map<Word, Long> frequencies = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            frequencies.put(words.get(i), counts.get(i));
        }
        Comparator<Word> rarestFirst = Comparator.comparingLong((Word word) -> frequencies.getOrDefault(word, 0L))
                .thenComparingInt(word -> -word.text().length());
        List<Word> rarest = new ArrayList<>();
        double likely = 1;
        for (Word word : words.stream().sorted(rarestFirst).toList()) {
            if (likely > FEW && rarest.size() < MOST_LOOKED_FOR) {
                rarest.add(word);
                likely *= (frequencies.getOrDefault(word, 0L) + 1.0) / DOCUMENTS;
            }
        }
        return new WordSample(rarest, counts.get(words.size()));
    }

    /** Whether so many documents have all the words that one need not look far. */
    boolean isDense() {
        return together >= DENSE;
    }

    /** Whether enough of them may be among some ten thousand of the newest. */
    boolean isFairlyDense() {
        return together >= FAIRLY_DENSE;
    }

    /** In how many documents of the sample each word occurs, and at last all together. */
    private static List<Long> counts(Handle handle, List<Word> words, List<String> all) {
        Map<String, Object> values = new HashMap<>();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            columns.add(count("search LIKE :word" + i));
            values.put("word" + i, words.get(i).pattern());
        }
        columns.add(count(IntStream.range(0, all.size())
                .mapToObj(i -> "search LIKE :all" + i)
                .collect(Collectors.joining(" AND "))));
        for (int i = 0; i < all.size(); i++) {
            values.put("all" + i, all.get(i));
        }
        return handle.createQuery("SELECT " + String.join(", ", columns)
                        + " FROM (SELECT search FROM document ORDER BY id DESC LIMIT " + DOCUMENTS + ") d")
                .bindMap(values)
                .map((row, context) -> {
                    List<Long> counts = new ArrayList<>();
                    for (int i = 1; i <= columns.size(); i++) {
                        counts.add(row.getLong(i));
                    }
                    return counts;
                })
                .one();
    }

    private static String count(String condition) {
        return "coalesce(sum(CASE WHEN " + condition + " THEN 1 ELSE 0 END), 0)";
    }
}
