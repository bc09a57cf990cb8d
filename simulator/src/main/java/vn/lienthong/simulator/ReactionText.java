// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.config.Settings;
import vn.lienthong.simulator.Reaction.Course;

/** Reads reactions as people write them: {@code release 2 then refuse sai thể thức}. */
final class ReactionText {
    static final String DOCUMENT_FORM =
            "check, take, keep, refuse REASON, release N, fail N, fail always or stall DURATION;"
                    + " the last four may go on with: then REACTION";
    static final String RECALL_FORM = "agree or decline REASON";

    private static final Pattern WORD = Pattern.compile("(\\p{L}+)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("(\\S+)(?:\\s+then\\s+(.*))?", Pattern.DOTALL);
    private static final Pattern TIMES = Pattern.compile("[1-9]\\d{0,3}");

    private final Course course;

    ReactionText(Course course) {
        this.course = course;
    }

    Optional<Reaction.ToDocument> document(String text) {
        Matcher matcher = WORD.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String rest = matcher.group(2);
        return switch (matcher.group(1)) {
            case "check" -> alone(rest, new Reaction.Check(course));
            case "take" -> alone(rest, new Reaction.Take(course));
            case "keep" -> alone(rest, new Reaction.Keep());
            case "refuse" -> rest.isBlank() ? Optional.empty() : Optional.of(new Reaction.Refuse(rest));
            case "release" -> step(rest, (count, then) -> times(count).map(times -> new Reaction.Release(times, then)));
            case "fail" -> step(rest, this::fail);
            case "stall" ->
                step(rest, (wait, then) -> Settings.parseDuration(wait).map(duration -> stall(duration, then)));
            default -> Optional.empty();
        };
    }

    Optional<Reaction.ToRecall> recall(String text) {
        Matcher matcher = WORD.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String rest = matcher.group(2);
        return switch (matcher.group(1)) {
            case "agree" -> alone(rest, new Reaction.Agree());
            case "decline" -> rest.isBlank() ? Optional.empty() : Optional.of(new Reaction.Decline(rest));
            default -> Optional.empty();
        };
    }

    /** A reaction with an amount, which may go on with another. */
    private interface Step {
        Optional<? extends Reaction.ToDocument> of(String amount, Reaction.ToDocument then);
    }

    private Optional<Reaction.ToDocument> step(String rest, Step step) {
        Matcher matcher = STEP.matcher(rest);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<Reaction.ToDocument> then =
                matcher.group(2) == null ? Optional.of(new Reaction.Check(course)) : document(matcher.group(2));
        return then.flatMap(next -> step.of(matcher.group(1), next)).map(Function.identity());
    }

    private Optional<Reaction.ToDocument> fail(String count, Reaction.ToDocument then) {
        return count.equals("always")
                ? Optional.of(Reaction.Fail.always())
                : times(count).map(times -> new Reaction.Fail(times, then));
    }

    private static Reaction.ToDocument stall(Duration duration, Reaction.ToDocument then) {
        return new Reaction.Stall(duration, then);
    }

    private static Optional<Integer> times(String text) {
        return TIMES.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static <T> Optional<T> alone(String rest, T reaction) {
        return rest.isBlank() ? Optional.of(reaction) : Optional.empty();
    }
}
