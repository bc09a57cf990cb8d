// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one way to exchange that was measured in turns with others.
 *
 * @param name what is done
 * @param exchangesPerSecond complete exchanges
 * @param ratio to plain messages
 * @param p50Ms half of the exchanges took no longer
 * @param p99Ms all but one in a hundred took no longer
 * @param processorMicros processor time of all programs together for one exchange
 * @param lost documents whose status never came back
 */
public record Way(
        String name,
        double exchangesPerSecond,
        double ratio,
        double p50Ms,
        double p99Ms,
        double processorMicros,
        long lost) {
    /** A way to exchange, and who goes it. */
    record Side(String name, ExchangeLoad load) {}

    /** What each side did in so much time of its own; plain messages come first. */
    static List<Way> measured(TurnTaking turns, List<Side> sides, Duration time)
            throws IOException, InterruptedException {
        List<TurnTaking.Work> work =
                turns.measure(sides.stream().map(Side::load).toList(), time);
        double plain = work.get(0).rate();
        List<Way> ways = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            TurnTaking.Work done = work.get(i);
            ways.add(new Way(
                    sides.get(i).name(),
                    done.rate(),
                    done.rate() / plain,
                    done.percentileMillis(0.50),
                    done.percentileMillis(0.99),
                    done.processorMicros(),
                    done.lost()));
        }
        return List.copyOf(ways);
    }
}
