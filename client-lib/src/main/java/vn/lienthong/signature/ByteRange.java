// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a PDF file a signature covers: everything from the beginning to an end, except the gap that holds the
 * signature itself.
 *
 * @param gapStart the first byte of the gap
 * @param gapEnd the first byte after the gap
 * @param end the first byte that is not covered any more
 */
record ByteRange(long gapStart, long gapEnd, long end) {
    /** Room for an array with generous spaces. */
    static final int LONGEST = 256;

    private static final String SPACE = "[\\s\\x00]";
    private static final Pattern FOUR_NUMBERS =
            Pattern.compile("^S*\\[S*(\\d{1,15})S+(\\d{1,15})S+(\\d{1,15})S+(\\d{1,15})S*]".replace("S", SPACE));
    private static final Pattern SOME_VALUE = Pattern.compile("^S*(\\[|\\d)".replace("S", SPACE));
    /** The most that a signature may take, in characters of its hexadecimal form. */
    private static final int LARGEST_GAP = 2 << 20;

    /** The four numbers after the name, or nothing. */
    static Optional<long[]> numbers(String text) {
        Matcher matcher = FOUR_NUMBERS.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        long[] numbers = new long[4];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(matcher.group(i + 1));
        }
        return Optional.of(numbers);
    }

    /** Whether what follows the name is meant to be a range, and not the rest of a longer name. */
    static boolean isMeant(String text) {
        return SOME_VALUE.matcher(text).find();
    }

    /** The range of the four numbers of a file; nothing if they leave out more than one gap or reach beyond the file. */
    static Optional<ByteRange> of(long[] numbers, long size) {
        long gapStart = numbers[1];
        long gapEnd = numbers[2];
        long end = gapEnd + numbers[3];
        boolean fine = numbers[0] == 0
                && gapStart > 0
                && gapEnd > gapStart + 1
                && gapEnd - gapStart <= LARGEST_GAP
                && end <= size;
        return fine ? Optional.of(new ByteRange(gapStart, gapEnd, end)) : Optional.empty();
    }
}
