// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.util.ArrayList;
import java.util.List;
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

    /**
     * A single word.
     *
     * @param isWhole whether it has to occur as it is and not only as a beginning
     */
    record Word(String text, boolean isWhole) {
        /** What stored words are like if it occurs; a whole word may be longer there, which is close enough to count by. */
        String pattern() {
            return "% " + text + "%";
        }
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

    List<Word> words() {
        List<Word> words = new ArrayList<>();
        for (String part : parts) {
            List<String> texts = List.of(part.split(" ", -1));
            for (int i = 0; i < texts.size(); i++) {
                words.add(new Word(texts.get(i), i < texts.size() - 1));
            }
        }
        return words.stream().distinct().toList();
    }
}
