// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.benchmark.BacklogBenchmark;
import vn.lienthong.config.DataSize;

/** Measures an exchange with very many documents for a recipient that is away. */
@Command(
        name = "backlog",
        mixinStandardHelpOptions = true,
        description = "So many documents for a recipient that is away: taking them, memory, restart, handing them out.")
final class BenchBacklogCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(
            names = "--documents",
            paramLabel = "N",
            defaultValue = "100k",
            converter = CountConverter.class,
            description = "Documents, such as 100k or 1m; default 100k. 1m of 4 KB take 10 GB of disk.")
    private long documents;

    @Option(names = "--size", defaultValue = "4096", description = "Bytes of a document; default 4096.")
    private int size;

    @Option(names = "--heap", description = "Heap of the exchange; default 512m.")
    private DataSize heap = DataSize.ofMebibytes(512);

    @Option(names = "--drain", defaultValue = "20", description = "Seconds the recipient takes documents; default 20.")
    private int drain;

    @Override
    public Integer call() throws Exception {
        BacklogBenchmark benchmark =
                new BacklogBenchmark(new BacklogBenchmark.Settings(documents, size, heap, Duration.ofSeconds(drain)));
        BacklogBenchmark.Result result = TidyOnSignal.run(benchmark::run);
        output.show(result, text(result));
        return result.lost() == 0 && result.balanced() ? 0 : 1;
    }

    private static String text(BacklogBenchmark.Result result) {
        return String.format(
                "%d documents accepted at %s per second; ledger done %.1f s later; heap in use %s, peak memory %s%n"
                        + "stopped in %.1f s, took documents again after %.1f s, peak memory %s%n"
                        + "queues %.0f ms, track %.0f ms, find %.0f ms, check %.1f s, recall %.0f ms%n"
                        + "first document after %.2f s, %.0f taken per second; lost %d, %s",
                result.documents(),
                result.acceptedPerSecond().stream()
                        .map(rate -> String.format("%.0f", rate))
                        .collect(Collectors.joining(" ")),
                result.ledgerSeconds(),
                new DataSize(result.heapBytes()),
                new DataSize(result.peakBytes()),
                result.stopSeconds(),
                result.restartSeconds(),
                new DataSize(result.peakBytesRestarted()),
                result.queuesMillis(),
                result.trackMillis(),
                result.findMillis(),
                result.checkSeconds(),
                result.recallMillis(),
                result.firstSeconds(),
                result.takenPerSecond(),
                result.lost(),
                result.balanced() ? "balanced" : "not balanced");
    }
}
