// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.protocol.ErrorCode;

/** Problems that were written down in English, in the language of who reads: their code tells how they are said there. */
final class StoredText {
    private static final Pattern CODED = Pattern.compile("(LT-[A-Z]\\d{2}) (.*)", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final int MOST_PLACES = 10;

    private StoredText() {}

    /** A problem in a language; as it was written down if it has no code, or not the words of its code. */
    static String in(Texts texts, String stored) {
        Matcher coded = CODED.matcher(stored);
        if (texts.locale().getLanguage().equals("en") || !coded.matches()) {
            return stored;
        }
        return ErrorCode.ofCode(coded.group(1))
                .flatMap(code -> arguments(code, coded.group(2))
                        .map(arguments -> code.code() + " " + code.message(texts.locale(), arguments)))
                .orElse(stored);
    }

    /** What stands in the places of the English text. */
    private static Optional<List<String>> arguments(ErrorCode code, String english) {
        String template = code.message(Locale.ENGLISH, List.of());
        List<Integer> places = PLACE.matcher(template)
                .results()
                .map(place -> Integer.valueOf(place.group(1)))
                .toList();
        Matcher said = Pattern.compile(
                        Arrays.stream(PLACE.split(template, -1))
                                .map(Pattern::quote)
                                .reduce((before, after) -> before + "(.*?)" + after)
                                .orElse(""),
                        Pattern.DOTALL)
                .matcher(english);
        return said.matches() ? Optional.of(inOrder(places, said)) : Optional.empty();
    }

    private static List<String> inOrder(List<Integer> places, MatchResult said) {
        String[] arguments = new String[MOST_PLACES];
        Arrays.fill(arguments, "");
        for (int i = 0; i < places.size(); i++) {
            arguments[places.get(i)] = said.group(i + 1);
        }
        return List.of(arguments);
    }
}
