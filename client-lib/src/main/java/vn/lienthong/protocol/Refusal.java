// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Why the exchange did not take a submission: one problem per line, {@code LT-R04 [H46;2025-07-01;H50] recipient H46 is
 * closed …}. The brackets hold the arguments (URL-encoded, separated by semicolons), so that a client in any protocol can
 * show the problem in its user's language; the text is for people who only see a log.
 */
public record Refusal(List<Problem> problems) {
    private static final int MAX_LINES = 100;
    private static final Pattern LINE = Pattern.compile("(LT-[A-Z]\\d{2}) \\[([^\\]\\s]*)\\].*");
    private static final Pattern LINE_BREAKS = Pattern.compile("\\R+");

    /** Copies the problems; there is at least one. */
    public Refusal {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a refusal names at least one problem");
        }
        problems = List.copyOf(problems);
    }

    /** The text that travels. At most 100 problems are spelt out. */
    public String encode() {
        List<Problem> shown = new ArrayList<>(problems.subList(0, Math.min(MAX_LINES, problems.size())));
        if (problems.size() > MAX_LINES) {
            shown.add(ErrorCode.MORE_PROBLEMS.with(Integer.toString(problems.size() - MAX_LINES)));
        }
        return shown.stream().map(Refusal::line).collect(Collectors.joining("\n"));
    }

    /**
     * Reads back what {@link #encode} wrote, if the text holds at least one line of ours. Of each line only the first
     * problem counts: what follows its brackets is text, and that may quote anything a sender wrote.
     */
    public static Optional<Refusal> parse(String text) {
        List<Problem> problems = new ArrayList<>();
        Matcher matcher = LINE.matcher(text);
        while (matcher.find()) {
            Optional<List<String>> arguments = decode(matcher.group(2));
            ErrorCode.ofCode(matcher.group(1))
                    .flatMap(code -> arguments.map(values -> new Problem(code, values)))
                    .ifPresent(problems::add);
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(new Refusal(problems));
    }

    private static String line(Problem problem) {
        String arguments = problem.arguments().stream()
                .map(argument -> URLEncoder.encode(argument, StandardCharsets.UTF_8))
                .collect(Collectors.joining(";"));
        String text = LINE_BREAKS.matcher(problem.message(Locale.ENGLISH)).replaceAll(" ");
        return problem.code().code() + " [" + arguments + "] " + text;
    }

    /** The arguments, unless the brackets hold something else that only looks like ours. */
    private static Optional<List<String>> decode(String encoded) {
        try {
            return Optional.of(Arrays.stream(encoded.split(";", -1))
                    .map(argument -> URLDecoder.decode(argument, StandardCharsets.UTF_8))
                    .toList());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
