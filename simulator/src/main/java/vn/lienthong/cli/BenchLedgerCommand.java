// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.benchmark.LedgerBenchmark;
import vn.lienthong.config.DataSize;

/** Measures how quickly a full ledger answers. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "A ledger with so many deliveries of a year: its size, and how long answers take.")
final class BenchLedgerCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(
            names = "--deliveries",
            paramLabel = "N",
            defaultValue = "1m",
            converter = CountConverter.class,
            description = "Deliveries, such as 100k or 10m; default 1m. 10m take 5 GB of disk.")
    private long deliveries;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "The JDBC address of an empty PostgreSQL database, with user and password; it is emptied again."
                            + " Default: a SQLite file.")
    private Optional<String> database = Optional.empty();

    @Override
    public Integer call() throws Exception {
        LedgerBenchmark benchmark = new LedgerBenchmark(new LedgerBenchmark.Settings(deliveries, database));
        LedgerBenchmark.Result result = TidyOnSignal.run(benchmark::run);
        output.show(result, text(result));
        return 0;
    }

    private static String text(LedgerBenchmark.Result result) throws IOException {
        Table table = new Table("QUESTION", "P50 MS", "P95 MS", "MAX MS", "ENTRIES");
        for (LedgerBenchmark.Latency latency : result.questions()) {
            table.row(
                    latency.question(),
                    String.format("%.1f", latency.p50Ms()),
                    String.format("%.1f", latency.p95Ms()),
                    String.format("%.1f", latency.maxMs()),
                    String.format("%.1f", latency.found()));
        }
        return String.format(
                "%d deliveries of %d documents in %s; by events %.0f events/s, straight into the tables %.0f deliveries/s; a look for overdue deliveries %.1f s%n%s",
                result.deliveries(),
                result.documents(),
                new DataSize(result.bytes()),
                result.eventsPerSecond(),
                result.rowsPerSecond(),
                result.scanSeconds(),
                table);
    }
}
