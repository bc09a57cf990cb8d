// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes subjects of documents from Vietnamese syllables, a few of them in most subjects and most of them in few. */
final class Subjects {
    private static final String[] FREQUENT = {
        "triển", "khai", "thực", "hiện", "phòng", "chống", "bão", "báo", "cáo", "kế", "hoạch", "công", "tác", "năm",
                "kiểm",
        "tra", "đề", "nghị", "hướng", "dẫn", "quy", "định", "ngân", "sách", "đầu", "tư", "xây", "dựng", "cán", "bộ"
    };
    private static final String[] BEGINNINGS = {
        "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th",
        "tr", "v", "x"
    };
    private static final String[] VOWELS = {"a", "à", "á", "ạ", "ê", "ế", "i", "ì", "o", "ồ", "ơ", "ớ", "u", "ư", "ứ"};
    private static final String[] ENDINGS = {"", "c", "i", "m", "n", "ng", "nh", "p", "t", "y"};
    private static final String[] NOTATIONS = {"QĐ", "TB", "KH", "BC", "TTr", "CV", "GM", "CĐ", "HD", "TT"};
    private static final String[] UNITS = {"UBND", "VP", "SNV", "STC", "SXD", "BNV", "VPCP", "TTHC", "KTTH", "NC"};
    private static final int SHORTEST = 6;
    private static final int LONGEST = 15;

    private final List<String> syllables = new ArrayList<>(List.of(FREQUENT));
    private final Map<String, Integer> ranks = new HashMap<>();

    Subjects() {
        List<String> others = new ArrayList<>();
        for (String beginning : BEGINNINGS) {
            for (String vowel : VOWELS) {
                for (String ending : ENDINGS) {
                    others.add(beginning + vowel + ending);
                }
            }
        }
        Collections.shuffle(others, new Random(1));
        syllables.addAll(others);
        for (int i = 0; i < syllables.size(); i++) {
            ranks.putIfAbsent(syllables.get(i), i);
        }
    }

    /** Frequent syllables make up a half of all. */
    String next(Random random) {
        StringBuilder subject = new StringBuilder("V/v");
        int length = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
        for (int i = 0; i < length; i++) {
            int place = random.nextBoolean()
                    ? random.nextInt(FREQUENT.length)
                    : FREQUENT.length + (int) ((syllables.size() - FREQUENT.length) * Math.pow(random.nextDouble(), 3));
            subject.append(' ').append(syllables.get(place));
        }
        return subject.toString();
    }

    /** What kind of document it is, as abbreviated in its notation. */
    String notation(Random random) {
        return NOTATIONS[random.nextInt(NOTATIONS.length)];
    }

    String unit(Random random) {
        return UNITS[random.nextInt(UNITS.length)];
    }

    /** How many other syllables are in more subjects. */
    int rank(String syllable) {
        return ranks.getOrDefault(syllable, 0);
    }
}
