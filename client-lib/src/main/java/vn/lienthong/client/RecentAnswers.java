// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers of the exchange that hold for a minute. Whoever finds what they look for never waits for somebody else's question.
 * Thread-safe.
 *
 * @param <K> what was asked about
 * @param <V> what was answered
 */
final class RecentAnswers<K, V> {
    private static final long FRESH = Duration.ofMinutes(1).toNanos();
    private static final int KEPT = 20_000;

    private final Object asking = new Object();
    private final Map<K, Answer<V>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Answer<V>> eldest) {
            return size() > KEPT;
        }
    };

    private record Answer<V>(V value, long since) {}

    /**
     * An answer.
     *
     * @param wanted whether a known one is good enough
     * @param question asks the exchange, by one thread at a time
     */
    V of(K key, Predicate<V> wanted, Supplier<V> question) {
        return fresh(key).filter(wanted).orElseGet(() -> {
            synchronized (asking) {
                return fresh(key).filter(wanted).orElseGet(() -> ask(key, question));
            }
        });
    }

    private V ask(K key, Supplier<V> question) {
        V answered = question.get();
        synchronized (known) {
            known.put(key, new Answer<>(answered, System.nanoTime()));
        }
        return answered;
    }

    /** The next time it is asked. */
    void forget(K key) {
        synchronized (known) {
            known.remove(key);
        }
    }

    private Optional<V> fresh(K key) {
        synchronized (known) {
            return Optional.ofNullable(known.get(key))
                    .filter(found -> System.nanoTime() - found.since() <= FRESH)
                    .map(Answer::value);
        }
    }
}
