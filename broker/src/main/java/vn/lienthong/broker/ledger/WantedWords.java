// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.broker.text.SearchText;

/**
 * The words a document is looked for by. Each part between blanks has to occur in it: the words of the part, which are its
 * letters and digits, one after the other, the last of them perhaps only with its beginning.
 *
 * @param parts the parts, with one blank between the words of each
 */
record WantedWords(List<String> parts) {
    WantedWords {
        parts = List.copyOf(parts);
    }

    /** The words of a text somebody looks for; a part without letters and digits does not count. */
    static WantedWords of(String text) {
        return new WantedWords(Stream.of(SearchText.of(text).split(" ", -1))
                .map(SearchText::words)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList());
    }

    /** The words of a document as they are stored: each after a blank. */
    static String stored(String text) {
        return " " + SearchText.words(text);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** What stored words have to be like; there is nothing in them to escape. */
    List<String> patterns() {
        return parts.stream().map(part -> "% " + part + "%").toList();
    }

    /** A condition that all words occur, in the language of an index: for one word, and for how one may begin. */
    String condition(String whole, String beginning, String and) {
        List<String> conditions = new ArrayList<>();
        for (String part : parts) {
            List<String> words = List.of(part.split(" ", -1));
            words.subList(0, words.size() - 1).forEach(word -> conditions.add(whole.formatted(word)));
            conditions.add(beginning.formatted(words.get(words.size() - 1)));
        }
        return conditions.stream().distinct().collect(Collectors.joining(and));
    }
}
