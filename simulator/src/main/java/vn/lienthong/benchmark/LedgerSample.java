// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import vn.lienthong.benchmark.LedgerPopulation.Letter;

/** Some documents from all over the year, each as likely as any other, to ask for later. */
final class LedgerSample {
    private static final int SIZE = 200;

    private final Random random = new Random(2);
    private final List<Letter> letters = new ArrayList<>(SIZE);
    private long documents;
    private long deliveries;

    void add(Letter letter) {
        documents++;
        deliveries += letter.fates().size();
        if (letters.size() < SIZE) {
            letters.add(letter);
        } else {
            long place = (long) (random.nextDouble() * documents);
            if (place < SIZE) {
                letters.set((int) place, letter);
            }
        }
    }

    /** One of them. */
    Letter letter(int number) {
        return letters.get(number % letters.size());
    }

    long documents() {
        return documents;
    }

    long deliveries() {
        return deliveries;
    }
}
