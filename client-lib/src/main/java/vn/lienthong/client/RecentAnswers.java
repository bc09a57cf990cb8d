// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers of the exchange about keys that hold until there are {@link KeyNews}. Whoever finds what they look for waits for no
 * question but that for news. Thread-safe.
 *
 * @param <K> what was asked about
 * @param <V> what was answered
 */
final class RecentAnswers<K, V> {
    private static final int KEPT = 20_000;

    private final KeyNews news;
    private final Object asking = new Object();
    private final Map<K, Answer<V>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Answer<V>> eldest) {
            return size() > KEPT;
        }
    };

    private record Answer<V>(V value, long turn) {}

    RecentAnswers(KeyNews news) {
        this.news = news;
    }

    /**
     * An answer.
     *
     * @param wanted whether a known one is good enough
     * @param question asks the exchange, by one thread at a time
     */
    V of(K key, Predicate<V> wanted, Supplier<V> question) {
        long turn = news.turn();
        return known(key, turn).filter(wanted).orElseGet(() -> {
            synchronized (asking) {
                return known(key, turn).filter(wanted).orElseGet(() -> ask(key, turn, question));
            }
        });
    }

    /** It is of the turn before the question, or of a later one. */
    private V ask(K key, long turn, Supplier<V> question) {
        V answered = question.get();
        synchronized (known) {
            known.put(key, new Answer<>(answered, turn));
        }
        return answered;
    }

    /** The next time it is asked. */
    void forget(K key) {
        synchronized (known) {
            known.remove(key);
        }
    }

    private Optional<V> known(K key, long turn) {
        synchronized (known) {
            return Optional.ofNullable(known.get(key))
                    .filter(found -> found.turn() >= turn)
                    .map(Answer::value);
        }
    }
}
