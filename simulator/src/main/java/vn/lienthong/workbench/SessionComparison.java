// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.words.Words;
import vn.lienthong.workbench.Session.Message;
import vn.lienthong.workbench.SessionNames.Name;

/**
 * What a system did in one session and in another: which messages are missing, more, different or in another order. Compared is
 * document by document, at each agency; ids, times and numbers differ between any two runs and are not looked at.
 *
 * @param sameActions whether the tester did the same in both; if not, differences may come from that
 * @param differences empty if the system did the same
 */
public record SessionComparison(boolean sameActions, List<Difference> differences) {
    /** How a message differs. */
    public enum Kind {
        /** It is in the first session only. */
        MISSING("missing", "thiếu"),
        /** It is in the second session only. */
        MORE("more", "thừa"),
        /** It is in both and says something else. */
        DIFFERENT("different", "khác"),
        /** The same messages came in another order. */
        ORDER("another order", "khác thứ tự");

        private final String english;
        private final String vietnamese;

        Kind(String english, String vietnamese) {
            this.english = english;
            this.vietnamese = vietnamese;
        }

        /** In words. */
        public String in(Locale language) {
            return new Words(english, vietnamese).in(language);
        }
    }

    /**
     * One difference.
     *
     * @param at the agency that got it
     * @param document which document: {@code sent 2} is the second the tester sent, {@code own 1} the first the system sent there
     * @param what the operations or codes of statuses
     * @param first what the first session has, if that says more
     * @param second what the second session has, if that says more
     */
    public record Difference(
            Kind kind, String at, String document, String what, Optional<String> first, Optional<String> second) {}

    /** Copies the differences. */
    public SessionComparison {
        differences = List.copyOf(differences);
    }

    /** Compares two sessions. */
    public static SessionComparison of(Session first, Session second) {
        SessionNames firstNames = SessionNames.of(first);
        SessionNames secondNames = SessionNames.of(second);
        Map<Name, List<Message>> before = byDocument(first, firstNames);
        Map<Name, List<Message>> after = byDocument(second, secondNames);
        Set<Name> all = new LinkedHashSet<>(before.keySet());
        all.addAll(after.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Name name : all) {
            new Lane(name, before.getOrDefault(name, List.of()), after.getOrDefault(name, List.of()))
                    .compare(differences);
        }
        return new SessionComparison(firstNames.actions().equals(secondNames.actions()), differences);
    }

    /** Whether the system did the same. */
    public boolean isEqual() {
        return differences.isEmpty();
    }

    private static Map<Name, List<Message>> byDocument(Session session, SessionNames names) {
        Map<Name, List<Message>> lanes = new LinkedHashMap<>();
        for (Message message : SessionNames.ofSystem(session)) {
            lanes.computeIfAbsent(names.of(message), name -> new ArrayList<>()).add(message);
        }
        return lanes;
    }

    /** What came about one document at one agency, in both sessions. */
    private record Lane(Name name, List<Message> first, List<Message> second) {
        void compare(List<Difference> found) {
            Map<String, Integer> left = counted(first);
            Map<String, Integer> right = counted(second);
            Map<String, Integer> common = new HashMap<>();
            Set<String> all = new LinkedHashSet<>(left.keySet());
            all.addAll(right.keySet());
            for (String what : all) {
                int before = left.getOrDefault(what, 0);
                int after = right.getOrDefault(what, 0);
                common.put(what, Math.min(before, after));
                surplus(Kind.MISSING, first, what, after).forEach(found::add);
                surplus(Kind.MORE, second, what, before).forEach(found::add);
            }
            order(kept(first, common), kept(second, common)).ifPresent(found::add);
            details(common).forEach(found::add);
        }

        /** Those of a kind beyond a number. */
        private List<Difference> surplus(Kind kind, List<Message> messages, String what, int beyond) {
            return messages.stream()
                    .filter(message -> message.what().equals(what))
                    .skip(beyond)
                    .map(message -> difference(
                            kind, what, said(kind == Kind.MISSING, message), said(kind == Kind.MORE, message)))
                    .toList();
        }

        private static Optional<String> said(boolean here, Message message) {
            return Optional.of(message.subject()).filter(text -> here && !text.isBlank());
        }

        private Optional<Difference> order(List<String> before, List<String> after) {
            return before.equals(after)
                    ? Optional.empty()
                    : Optional.of(difference(
                            Kind.ORDER,
                            String.join(" ", before),
                            Optional.of(String.join(" ", before)),
                            Optional.of(String.join(" ", after))));
        }

        private List<Difference> details(Map<String, Integer> common) {
            List<Difference> found = new ArrayList<>();
            common.forEach((what, count) -> {
                for (int i = 0; i < count; i++) {
                    String before = content(nth(first, what, i));
                    String after = content(nth(second, what, i));
                    if (!SessionNames.masked(before).equals(SessionNames.masked(after))) {
                        found.add(difference(Kind.DIFFERENT, what, Optional.of(before), Optional.of(after)));
                    }
                }
            });
            return found;
        }

        private Difference difference(Kind kind, String what, Optional<String> before, Optional<String> after) {
            return new Difference(kind, name.at(), name.document(), what, before, after);
        }

        /** What counts of a message besides its kind. */
        private static String content(Message message) {
            int slash = message.reference().indexOf('/');
            List<String> parts = new ArrayList<>();
            parts.add(message.subject());
            parts.add(slash < 0 ? message.reference() : message.reference().substring(slash));
            parts.add(String.join(", ", message.attachments()));
            parts.add(String.join(" ", message.findings().stream().sorted().toList()));
            return String.join(
                    " · ", parts.stream().filter(part -> !part.isBlank()).toList());
        }

        private static Message nth(Collection<Message> messages, String what, int place) {
            return messages.stream()
                    .filter(message -> message.what().equals(what))
                    .skip(place)
                    .findFirst()
                    .orElseThrow();
        }

        private static Map<String, Integer> counted(List<Message> messages) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            messages.forEach(message -> counts.merge(message.what(), 1, Integer::sum));
            return counts;
        }

        /** The kinds of messages in their order, of each only so many as both sessions have. */
        private static List<String> kept(List<Message> messages, Map<String, Integer> most) {
            Map<String, Integer> seen = new HashMap<>();
            return messages.stream()
                    .map(Message::what)
                    .filter(what -> seen.merge(what, 1, Integer::sum) <= most.getOrDefault(what, 0))
                    .toList();
        }
    }
}
