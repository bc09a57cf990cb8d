// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.load;

import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What traffic is like. All that is drawn comes from one seed.
 *
 * @param name its name
 * @param documentsPerSecond how many documents are sent a second at scale 1
 * @param burst how many times as many in the middle tenth of the time
 * @param sizes how large documents are
 * @param offline which part of the agencies is not connected in the first half
 */
public record Profile(String name, double documentsPerSecond, double burst, Sizes sizes, double offline) {
    /**
     * The busy hour of the peak day of 2026 as it is planned: 6 documents, 36 deliveries and 148 statuses a second; fan-out and sizes
     * as in the load model.
     */
    public static final Profile NATIONAL_2026 = new Profile("national-2026", 6, 5, Sizes.NATIONAL, 0.05);
    /** The same with documents of 2 KB, for the rate of messages rather than bytes. */
    public static final Profile NATIONAL_2026_SMALL = new Profile("national-2026-small", 6, 5, Sizes.SMALL, 0.05);

    private static final double[] FANOUT_SHARES = {0.66, 0.86, 0.96, 0.995, 0.9999, 1};
    private static final int[] FANOUTS = {1, 3, 12, 64, 150, 3400};
    /** Of 100 deliveries: 02, and of the others 03, 04, 05, 06. */
    private static final double REFUSED = 0.02;

    private static final double[] FURTHER = {1.0, 0.82, 0.875, 0.857};

    /** How large documents are. */
    public enum Sizes {
        /** Lognormal, median 450 kB, sigma 1.4, cut off at 50 MB. */
        NATIONAL,
        /** 2 KB. */
        SMALL
    }

    private static final double MEDIAN = 450_000;
    private static final double SIGMA = 1.4;
    private static final int LARGEST = 50_000_000;
    private static final int SMALL_SIZE = 2_000;

    /** The profile with a name. */
    public static Optional<Profile> named(String name) {
        return Stream.of(NATIONAL_2026, NATIONAL_2026_SMALL)
                .filter(profile -> profile.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** How many recipients the next document has, of so many there are. */
    int fanout(SplittableRandom random, int agencies) {
        double drawn = random.nextDouble();
        int index = 0;
        while (drawn > FANOUT_SHARES[index]) {
            index++;
        }
        return Math.min(FANOUTS[index], agencies - 1);
    }

    /** How large the next document is. */
    int size(SplittableRandom random) {
        if (sizes == Sizes.SMALL) {
            return SMALL_SIZE;
        }
        double gaussian =
                Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        return (int) Math.min(LARGEST, MEDIAN * Math.exp(SIGMA * gaussian));
    }

    /** Whether the recipient refuses the next document. */
    static boolean refuses(SplittableRandom random) {
        return random.nextDouble() < REFUSED;
    }

    /** How many of 03, 04, 05 and 06 follow the next document that is taken. */
    static int statuses(SplittableRandom random) {
        int count = 0;
        while (count < FURTHER.length && random.nextDouble() < FURTHER[count]) {
            count++;
        }
        return count;
    }
}
