// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where all agencies are on the ladder, from the reports of their runs. Immutable. */
public record Overview(List<Standing> standings) {
    /** Copies the list. */
    public Overview {
        standings = List.copyOf(standings);
    }

    /**
     * One agency.
     *
     * @param agency its code
     * @param name its name
     * @param level the level it reached; empty for none
     * @param tested when it was tested last
     */
    public record Standing(String agency, String name, Optional<Integer> level, String tested) {}

    /**
     * Reads every {@code report.json} of a whole, strict run below a folder. The last run of an agency counts; one that aimed no
     * higher than what was reached before, and reached what it aimed at, takes nothing away.
     */
    public static Overview of(Path folder) throws IOException {
        List<Run> runs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.endsWith(CertificatePdf.REPORT)).toList()) {
                run(file).ifPresent(runs::add);
            }
        }
        runs.sort(Comparator.comparing(run -> run.standing().tested()));
        Map<String, Standing> last = new TreeMap<>();
        runs.forEach(run -> last.merge(run.standing().agency(), run.standing(), run::after));
        return new Overview(List.copyOf(last.values()));
    }

    private record Run(Standing standing, String aimed) {
        /** Where the agency is after this run, where it was before. */
        Standing after(Standing before, Standing now) {
            boolean proves = now.level().map(level -> "L" + level).equals(Optional.of(aimed));
            boolean takesNothing = before.level().orElse(-1) > now.level().orElse(-1);
            return proves && takesNothing ? before : now;
        }
    }

    /** None for a run that says nothing of where a system is on the ladder: lenient, cut off, or of some cases only. */
    private static Optional<Run> run(Path file) throws IOException {
        try {
            JsonNode report = new JsonMapper().readTree(Files.readString(file));
            if (!report.path(Reports.WHOLE).asBoolean(false)) {
                return Optional.empty();
            }
            String reached = report.path("reached").asString("none");
            return Optional.of(new Run(
                    new Standing(
                            report.path("agency").asString("?"),
                            report.path("name").asString("?"),
                            reached.matches("L\\d") ? Optional.of(Ladder.number(reached)) : Optional.empty(),
                            report.path("started").asString("?")),
                    report.path("aimed").asString("?")));
        } catch (JacksonException e) {
            throw new IOException(file + " is no report of a run: " + e.getOriginalMessage(), e);
        }
    }

    /** How many agencies have reached at least each level, from L0. */
    public List<Integer> reached() {
        List<Integer> counts = new ArrayList<>(Collections.nCopies(Ladder.levels(), 0));
        for (int level = 0; level < Ladder.levels(); level++) {
            int at = level;
            counts.set(level, (int) standings.stream()
                    .filter(one -> one.level().filter(own -> own >= at).isPresent())
                    .count());
        }
        return counts;
    }
}
