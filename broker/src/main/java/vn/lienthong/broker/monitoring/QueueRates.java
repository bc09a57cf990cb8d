// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.mailbox.QueueFacts;

/** How quickly queues fill and empty, from what went through them in the last minute that is over. Not thread-safe. */
final class QueueRates {
    private static final Duration LENGTH = Duration.ofMinutes(1);

    private Map<String, QueueFacts.Passed> before = Map.of();
    private Map<String, Rate> rates = Map.of();
    private @Nullable Instant since;

    /** The rates of the queues that had any traffic. */
    Map<String, Rate> look(List<QueueFacts> queues, Instant now) {
        Instant start = since;
        if (start == null) {
            begin(queues, now);
        } else if (!now.isBefore(start.plus(LENGTH))) {
            double minutes = (double) Duration.between(start, now).toMillis() / LENGTH.toMillis();
            Map<String, Rate> next = new HashMap<>();
            for (QueueFacts queue : queues) {
                QueueFacts.Passed then = before.getOrDefault(queue.name(), QueueFacts.Passed.NOTHING);
                Rate rate = new Rate(
                        (queue.passed().added() - then.added()) / minutes,
                        (queue.passed().taken() - then.taken()) / minutes);
                if (!rate.equals(Rate.NONE)) {
                    next.put(queue.name(), rate);
                }
            }
            rates = Map.copyOf(next);
            begin(queues, now);
        }
        return rates;
    }

    private void begin(List<QueueFacts> queues, Instant now) {
        Map<String, QueueFacts.Passed> passed = new HashMap<>();
        queues.forEach(queue -> passed.put(queue.name(), queue.passed()));
        before = passed;
        since = now;
    }
}
