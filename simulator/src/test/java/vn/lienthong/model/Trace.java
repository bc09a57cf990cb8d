// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a walk did, so that a difference can tell what led to it. */
final class Trace {
    private static final int LAST = 12;
    private static final int MOST = 80;

    private final List<Line> lines = new ArrayList<>();
    private int step;

    /** One line; about nothing in particular it concerns everything. */
    private record Line(int step, String text, Set<String> about) {
        boolean concerns(Collection<String> names) {
            return about.isEmpty() || about.stream().anyMatch(names::contains);
        }

        @Override
        public String toString() {
            return "%6d  %s".formatted(step, text);
        }
    }

    void begin(int next) {
        step = next;
    }

    int step() {
        return step;
    }

    /** Notes what was done, and to which documents or endpoints. */
    void note(String text, String... about) {
        lines.add(new Line(step, text, Set.of(about)));
    }

    /** What concerned some documents or endpoints, and the last lines whatever they are about. */
    String about(Collection<String> names) {
        int last = Math.max(0, lines.size() - LAST);
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (i >= last || lines.get(i).concerns(names)) {
                chosen.add(lines.get(i).toString());
            }
        }
        int skipped = Math.max(0, chosen.size() - MOST);
        return (skipped > 0 ? "(" + skipped + " earlier lines)\n" : "")
                + chosen.stream().skip(skipped).collect(Collectors.joining("\n"));
    }
}
