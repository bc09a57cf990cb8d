// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vn.lienthong.conformance.Ladder;
import vn.lienthong.conformance.Overview;

/** Where all agencies are on the ladder. */
@Command(
        name = "ladder",
        mixinStandardHelpOptions = true,
        description = "Show how many agencies have reached each level, from the reports below a folder.",
        footerHeading = "%nExample:%n",
        footer = "  lienthong ladder results")
final class LadderCommand implements Callable<Integer> {
    private static final int WIDTH = 40;

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "FOLDER", description = "Where the folders with report.json are.")
    private Path folder = Path.of(".");

    @Override
    public Integer call() throws IOException {
        Overview overview = Overview.of(folder);
        StringBuilder chart = new StringBuilder();
        List<Integer> reached = overview.reached();
        int all = Math.max(1, overview.standings().size());
        for (int level = 0; level < reached.size(); level++) {
            chart.append(String.format(
                    "L%d %-28s %5d %s%n",
                    level,
                    Ladder.name(level).in(output.locale()),
                    reached.get(level),
                    "█".repeat(reached.get(level) * WIDTH / all)));
        }
        overview.standings()
                .forEach(one -> chart.append(String.format(
                        "%n%-12s %-4s %s",
                        one.agency(), one.level().map(level -> "L" + level).orElse("-"), one.name())));
        output.show(overview, chart.toString());
        return 0;
    }
}
