// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private static final Pattern LINE = Pattern.compile("(?m)(LT-[A-Z]\\d{2}) \\[([^\\]]*)\\]");

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

    /** Reads back what {@link #encode} wrote, if the text holds at least one line of ours. */
    public static Optional<Refusal> parse(String text) {
        List<Problem> problems = new ArrayList<>();
        Matcher matcher = LINE.matcher(text);
        while (matcher.find()) {
            String encoded = matcher.group(2);
            ErrorCode.ofCode(matcher.group(1)).ifPresent(code -> problems.add(new Problem(code, decode(encoded))));
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(new Refusal(problems));
    }

    private static String line(Problem problem) {
        String arguments = problem.arguments().stream()
                .map(argument -> URLEncoder.encode(argument, StandardCharsets.UTF_8))
                .collect(Collectors.joining(";"));
        return problem.code().code() + " [" + arguments + "] " + problem.message(java.util.Locale.ENGLISH);
    }

    private static List<String> decode(String encoded) {
        return Arrays.stream(encoded.split(";", -1))
                .map(argument -> URLDecoder.decode(argument, StandardCharsets.UTF_8))
                .toList();
    }
}
