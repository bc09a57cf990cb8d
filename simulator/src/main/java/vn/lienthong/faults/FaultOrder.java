// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.config.Settings;
import vn.lienthong.edxml.AgencyId;

/**
 * A fault as it is written, in case files, commands, tests and on pages alike: {@link #FORM}. Its window of time counts from the
 * moment it is set.
 *
 * @param agency whose messages it strikes; {@link #EVERYBODY}: everybody's
 * @param stage where
 * @param effect what happens
 * @param which which of the messages that pass there
 */
public record FaultOrder(String agency, Stage stage, Effect effect, Which which) {
    /** How a fault is written. */
    public static final String FORM =
            "AGENCY STAGE EFFECT [after N] [times N] [probability P] [from TIME] [until TIME], such as"
                    + " \"H29 deliver slow 1000 times 3\"; * is every agency";

    /** The word for every agency. */
    public static final String EVERYBODY = "*";

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final String AFTER = "after";
    private static final String TIMES = "times";
    private static final String PROBABILITY = "probability";
    private static final String FROM = "from";
    private static final String UNTIL = "until";

    /** The words that say which messages are struck, each with what it stands before. */
    public static final List<String> CONDITIONS = List.of(AFTER, TIMES, PROBABILITY, FROM, UNTIL);

    /**
     * Which of the messages that pass a stage are struck.
     *
     * @param after how many pass unharmed first
     * @param times how many of each agency's are struck at most
     * @param probability how likely each is struck, decided by the seed
     * @param from how long after it was set it begins
     * @param until how long after it was set it is over
     */
    public record Which(
            int after, Optional<Integer> times, double probability, Optional<Duration> from, Optional<Duration> until) {
        /** Only a window that is open for a while. */
        public Which {
            if (until.filter(end -> end.compareTo(from.orElse(Duration.ZERO)) <= 0)
                    .isPresent()) {
                throw new IllegalArgumentException("a fault is over (until) after it begins (from)");
            }
        }

        private Fault.When since(Instant set) {
            return new Fault.When(
                    after, times.orElse(Integer.MAX_VALUE), probability, from.map(set::plus), until.map(set::plus));
        }
    }

    /** Only what can happen where it is to happen, and at some time. */
    public FaultOrder {
        new Fault(codeOf(agency), stage, effect, which.since(Instant.EPOCH)); // it checks itself
    }

    /**
     * Reads a fault from one line.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static FaultOrder read(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        if (words.size() < 3) {
            throw new IllegalArgumentException("a fault is " + FORM + ", not " + text);
        }
        int end = 3;
        while (end < words.size() && !CONDITIONS.contains(words.get(end))) {
            end++;
        }
        Map<String, String> conditions = new LinkedHashMap<>();
        for (int i = end; i < words.size(); i += 2) {
            if (i + 1 == words.size() || conditions.put(words.get(i), words.get(i + 1)) != null) {
                throw new IllegalArgumentException(
                        "a word of " + CONDITIONS + " stands once, before what it says, not as in: " + text);
            }
        }
        return read(words.get(0), words.get(1), String.join(" ", words.subList(2, end)), conditions);
    }

    /**
     * Reads a fault from its parts.
     *
     * @param conditions what is said of the {@link #CONDITIONS}
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static FaultOrder read(String agency, String stage, String effect, Map<String, String> conditions) {
        conditions.keySet().stream()
                .filter(word -> !CONDITIONS.contains(word))
                .findFirst()
                .ifPresent(word -> {
                    throw new IllegalArgumentException("one of " + CONDITIONS + " can be said, not " + word);
                });
        Function<String, Optional<String>> said = word -> Optional.ofNullable(conditions.get(word));
        return new FaultOrder(
                agency,
                Stage.ofWord(stage)
                        .orElseThrow(
                                () -> new IllegalArgumentException("a stage is " + Stage.WORDS + ", not " + stage)),
                EffectText.read(effect)
                        .orElseThrow(() ->
                                new IllegalArgumentException("an effect is " + EffectText.FORM + ", not " + effect)),
                new Which(
                        said.apply(AFTER).map(text -> count(AFTER, text)).orElse(0),
                        said.apply(TIMES).map(text -> count(TIMES, text)),
                        said.apply(PROBABILITY).map(FaultOrder::probability).orElse(1.0),
                        said.apply(FROM).map(text -> time(FROM, text)),
                        said.apply(UNTIL).map(text -> time(UNTIL, text))));
    }

    private static int count(String word, String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(word + " is a number, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static double probability(String text) {
        if (!text.matches("\\d(\\.\\d{1,15})?([eE]-?\\d{1,2})?")) {
            throw new IllegalArgumentException(PROBABILITY + " is a number such as 0.25, not " + text);
        }
        return Double.parseDouble(text);
    }

    private static Duration time(String word, String text) {
        return Settings.parseDuration(text)
                .filter(time -> time.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new IllegalArgumentException(
                        word + " is a time such as 30s or 26h, a year at most, not " + text));
    }

    /** What a fault that was set is called; what is left of its window counts from now. */
    static FaultOrder of(Fault fault, Instant now) {
        Fault.When when = fault.when();
        return new FaultOrder(
                fault.agency().map(AgencyId::value).orElse(EVERYBODY),
                fault.stage(),
                fault.effect(),
                new Which(
                        when.after(),
                        Optional.of(when.times()).filter(times -> times < Integer.MAX_VALUE),
                        when.probability(),
                        when.from().filter(now::isBefore).map(from -> Duration.between(now, from)),
                        when.until().map(until -> Duration.between(now, until))));
    }

    /** The fault of an order that is given now. */
    public Fault since(Instant now) {
        return new Fault(codeOf(agency), stage, effect, which.since(now));
    }

    /** The same for another agency. */
    public FaultOrder at(String other) {
        return new FaultOrder(other, stage, effect, which);
    }

    /** What is said of the {@link #CONDITIONS}, each in a form that is read. */
    public Map<String, String> conditions() {
        Map<String, String> said = new LinkedHashMap<>();
        if (which.after > 0) {
            said.put(AFTER, Integer.toString(which.after));
        }
        which.times.ifPresent(times -> said.put(TIMES, Integer.toString(times)));
        if (which.probability < 1) {
            said.put(PROBABILITY, Double.toString(which.probability));
        }
        which.from.ifPresent(from -> said.put(FROM, from.toMillis() + "ms"));
        which.until.ifPresent(until -> said.put(UNTIL, until.toMillis() + "ms"));
        return said;
    }

    /** The line it is read from. */
    public String words() {
        List<String> words = new ArrayList<>(List.of(agency, stage.word(), effect.words()));
        conditions().forEach((word, what) -> words.add(word + " " + what));
        return String.join(" ", words);
    }

    private static Optional<AgencyId> codeOf(String agency) {
        return Optional.of(agency).filter(code -> !code.equals(EVERYBODY)).map(AgencyId::new);
    }
}
