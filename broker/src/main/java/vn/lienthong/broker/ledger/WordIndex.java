// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import vn.lienthong.broker.ledger.WantedWords.Word;

/** Finds documents by words in a database. Every database has its own kind of index for that. */
enum WordIndex {
    /** The full-text index of SQLite, which is read from its end. */
    SQLITE("INTEGER", " WITHOUT ROWID", "TABLE") {
        @Override
        List<Long> within(Handle handle, List<Word> words, long from, long until, int most) {
            return handle.createQuery("SELECT rowid FROM document_words WHERE document_words MATCH :words"
                            + " AND rowid >= :from AND rowid < :until ORDER BY rowid DESC LIMIT " + most)
                    .bind("words", condition(words, "\"%s\"", "\"%s\"*", " AND "))
                    .bind("from", from)
                    .bind("until", until)
                    .mapTo(Long.class)
                    .list();
        }

        @Override
        List<Long> newest(Handle handle, List<Word> words, long below, int most) {
            return within(handle, words, 0, below, most);
        }

        @Override
        List<Long> oldest(Handle handle, List<Word> words, long above, int most) {
            return handle.createQuery("SELECT rowid FROM document_words WHERE document_words MATCH :words"
                            + " AND rowid > :above ORDER BY rowid LIMIT " + most)
                    .bind("words", condition(words, "\"%s\"", "\"%s\"*", " AND "))
                    .bind("above", above)
                    .mapTo(Long.class)
                    .list();
        }
    },

    /**
     * A GIN index of PostgreSQL, which knows no order: all that is found has to be fetched and sorted. Of a frequent word
     * that would be a large part of the table, so such words are looked for in ever longer stretches of it from one of its ends.
     */
    POSTGRESQL("BIGINT", "", "INDEX") {
        @Override
        List<Long> within(Handle handle, List<Word> words, long from, long until, int most) {
            List<Long> found = handle.createQuery("SELECT id FROM document WHERE"
                            + " array_to_tsvector(string_to_array(btrim(search), ' ')) @@ CAST(:words AS tsquery)"
                            + " AND id >= :from AND id < :until LIMIT " + most)
                    .bind("words", condition(words, "'%s'", "'%s':*", " & "))
                    .bind("from", from)
                    .bind("until", until)
                    .mapTo(Long.class)
                    .list();
            found.sort(Comparator.reverseOrder());
            return found;
        }

        @Override
        List<Long> newest(Handle handle, List<Word> words, long below, int most) {
            long end = Math.min(below, highest(handle) + 1);
            List<Long> found = List.of();
            for (long length = FIRST_STRETCH; found.isEmpty() && end > 0; length *= LONGER) {
                long start = Math.max(0, end - length);
                found = within(handle, words, start, end, Integer.MAX_VALUE);
                end = start;
            }
            return found;
        }

        @Override
        List<Long> oldest(Handle handle, List<Word> words, long above, int most) {
            long end = highest(handle) + 1;
            long start = above + 1;
            List<Long> found = new ArrayList<>();
            for (long length = FIRST_STRETCH; found.isEmpty() && start < end; length *= LONGER) {
                found = within(handle, words, start, start + length, Integer.MAX_VALUE);
                start += length;
            }
            Collections.reverse(found);
            return found;
        }

        private long highest(Handle handle) {
            return handle.createQuery("SELECT coalesce(max(id), 0) FROM document")
                    .mapTo(Long.class)
                    .one();
        }
    };

    private static final long FIRST_STRETCH = 200_000;
    private static final int LONGER = 4;

    private final String key;
    private final String clustered;
    private final String kind;

    WordIndex(String key, String clustered, String kind) {
        this.key = key;
        this.clustered = clustered;
        this.kind = kind;
    }

    /** The words of this database in the text of the schema. */
    Map<String, String> placeholders() {
        return Map.of("key", key, "clustered", clustered);
    }

    /** Removes the index. */
    String drop() {
        return "DROP " + kind + " IF EXISTS document_words";
    }

    /** All documents with all the words, in descending order of their numbers; empty if there are more than so many. */
    Optional<List<Long>> all(Handle handle, List<Word> words, int most) {
        List<Long> found = within(handle, words, 0, Long.MAX_VALUE, most + 1);
        return found.size() > most ? Optional.empty() : Optional.of(found);
    }

    /**
     * The newest documents with all the words whose number is below a limit, in descending order: at least one unless there
     * is none, perhaps fewer or more than asked for, and none is left out between those that are returned.
     */
    abstract List<Long> newest(Handle handle, List<Word> words, long below, int most);

    /** The oldest documents with all the words whose number is above a limit, in ascending order; otherwise like the newest. */
    abstract List<Long> oldest(Handle handle, List<Word> words, long above, int most);

    /** Documents with all the words whose numbers are in a stretch, in descending order; any so many of them. */
    abstract List<Long> within(Handle handle, List<Word> words, long from, long until, int most);

    /** A condition that all words occur, in the language of an index: for one word, and for how one may begin. */
    private static String condition(List<Word> words, String whole, String beginning, String and) {
        return words.stream()
                .map(word -> (word.isWhole() ? whole : beginning).formatted(word.text()))
                .collect(Collectors.joining(and));
    }
}
