// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.scenario.CaseResult.Result;
import vn.lienthong.scenario.ScenarioException;

/**
 * Cases that are known to fail: a line each, {@code CASE until YYYY-MM-DD because REASON}. After its day a failure counts again, and
 * one that passes though it should fail is said aloud, for its line is out of date. Immutable.
 */
public final class Expected {
    /** Nothing is expected to fail. */
    public static final Expected NOTHING = new Expected(List.of());

    private final List<Failure> failures;

    private Expected(List<Failure> failures) {
        this.failures = List.copyOf(failures);
    }

    /**
     * One of them.
     *
     * @param scenario the id of the case
     * @param until the last day on which it may fail
     * @param reason why it does
     */
    public record Failure(String scenario, LocalDate until, String reason) {}

    /**
     * Reads a file; empty lines and those with # in front say nothing.
     *
     * @throws ScenarioException with the line that cannot be read
     */
    public static Expected read(Path file) throws IOException {
        List<Failure> failures = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                failures.add(failure(file, line));
            }
        }
        return new Expected(failures);
    }

    private static Failure failure(Path file, String line) {
        String[] parts = line.strip().split("\\s+", 5);
        if (parts.length != 5 || !parts[1].equals("until") || !parts[3].equals("because")) {
            throw new ScenarioException(file + ": not CASE until YYYY-MM-DD because REASON: " + line);
        }
        try {
            return new Failure(parts[0], LocalDate.parse(parts[2]), parts[4]);
        } catch (DateTimeParseException e) {
            throw new ScenarioException(file + ": " + parts[2] + " is no day: " + line);
        }
    }

    /** Why a case may fail on a day, if it may. */
    public Optional<Failure> of(String scenario, LocalDate today) {
        return failures.stream()
                .filter(failure -> failure.scenario().equals(scenario) && !today.isAfter(failure.until()))
                .findFirst();
    }

    /** Lines about cases that there are not. */
    public List<String> unknown(Set<String> cases) {
        return failures.stream()
                .map(Failure::scenario)
                .filter(id -> !cases.contains(id))
                .toList();
    }

    /** Failures nobody expected. */
    public List<CaseResult> surprising(RunReport report, LocalDate today) {
        return report.results().stream()
                .filter(result -> result.result() == Result.FAILED
                        && of(result.scenario().id(), today).isEmpty())
                .toList();
    }

    /** Cases that passed though a line says that they fail. */
    public List<CaseResult> outOfDate(RunReport report, LocalDate today) {
        return report.results().stream()
                .filter(result -> result.result() == Result.PASSED
                        && of(result.scenario().id(), today).isPresent())
                .toList();
    }
}
