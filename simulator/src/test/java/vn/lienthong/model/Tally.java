// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** How often each thing was said to whom. Thread-safe. */
final class Tally {
    private final Map<String, Map<String, Integer>> counts = new ConcurrentHashMap<>();

    void add(String endpoint, String text) {
        counts.computeIfAbsent(endpoint, unused -> new ConcurrentHashMap<>()).merge(text, 1, Integer::sum);
    }

    /** What was said to an endpoint, and how often. */
    SortedMap<String, Integer> at(String endpoint) {
        return new TreeMap<>(counts.getOrDefault(endpoint, Map.of()));
    }

    /** What is here more often than there, said to an endpoint; for the message of a difference. */
    SortedMap<String, Integer> beyond(Tally other, String endpoint) {
        SortedMap<String, Integer> rest = at(endpoint);
        other.at(endpoint).forEach((text, count) -> rest.computeIfPresent(text, (unused, here) -> here - count));
        rest.values().removeIf(count -> count <= 0);
        return rest;
    }
}
