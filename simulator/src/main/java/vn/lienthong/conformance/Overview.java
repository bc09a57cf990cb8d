// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.simulator.Mode;

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

    /** Reads every {@code report.json} of a strict run below a folder; of several runs of an agency the last counts. */
    public static Overview of(Path folder) throws IOException {
        List<Standing> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.endsWith(CertificatePdf.REPORT))
                    .sorted()
                    .toList()) {
                standing(file).ifPresent(all::add);
            }
        }
        List<Standing> last = all.stream()
                .filter(one -> all.stream()
                        .noneMatch(other -> other.agency().equals(one.agency())
                                && other.tested().compareTo(one.tested()) > 0))
                .sorted(Comparator.comparing(Standing::agency))
                .toList();
        return new Overview(last);
    }

    /** None for a lenient run, which proves no level, and one that was cut off, which says nothing of those above. */
    private static Optional<Standing> standing(Path file) throws IOException {
        try {
            JsonNode report = new JsonMapper().readTree(Files.readString(file));
            if (!report.path("mode").asString(Mode.STRICT.word()).equals(Mode.STRICT.word())
                    || report.has(Reports.CUT_OFF)) {
                return Optional.empty();
            }
            String reached = report.path("reached").asString("none");
            return Optional.of(new Standing(
                    report.path("agency").asString("?"),
                    report.path("name").asString("?"),
                    reached.matches("L\\d") ? Optional.of(Ladder.number(reached)) : Optional.empty(),
                    report.path("started").asString("?")));
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
