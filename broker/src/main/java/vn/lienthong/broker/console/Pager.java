// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One page of a long list, and the ways to the others.
 *
 * @param path where the list is
 * @param query what is asked of it
 * @param number which page, the first is 1
 * @param hasNext whether there is another after it
 * @param hasMore whether there is more that no page shows
 */
record Pager(String path, Map<String, String> query, int number, boolean hasNext, boolean hasMore) {
    static final int SIZE = 50;
    static final int MOST = 40;

    /** The page of a list somebody asks for, with its query. */
    static Pager of(Visit visit, List<String> names) {
        Map<String, String> query = new LinkedHashMap<>();
        names.forEach(name -> visit.given(name).ifPresent(value -> query.put(name, value)));
        return new Pager(visit.context().path(), query, Math.max(1, visit.number("page", 1, MOST)), false, false);
    }

    /** How many of the list must be known. */
    int needed() {
        return number * SIZE + 1;
    }

    /** The part of the list that is on this page. */
    <T> List<T> part(List<T> all) {
        int from = Math.min(all.size(), (number - 1) * SIZE);
        return new ArrayList<>(all.subList(from, Math.min(all.size(), from + SIZE)));
    }

    Pager of(List<?> all) {
        boolean goesOn = all.size() > number * SIZE;
        return new Pager(path, query, number, goesOn && number < MOST, goesOn && number == MOST);
    }

    /** How long lists are at most, page by page. */
    int longest() {
        return MOST * SIZE;
    }

    Optional<String> previous() {
        return number > 1 ? Optional.of(link(Map.of("page", Integer.toString(number - 1)))) : Optional.empty();
    }

    Optional<String> next() {
        return hasNext ? Optional.of(link(Map.of("page", Integer.toString(number + 1)))) : Optional.empty();
    }

    String value(String name) {
        return query.getOrDefault(name, "");
    }

    /** The same list from its beginning, with something else asked of it. */
    String with(String name, String value) {
        return link(Map.of(name, value));
    }

    private String link(Map<String, String> also) {
        Map<String, String> all = new LinkedHashMap<>(query);
        all.putAll(also);
        return path + query(all);
    }

    /** As a part of an address. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** A query of an address. */
    static String query(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }
}
