// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.benchmark.ConsoleBenchmark;

/** Measures the pages of the console. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = "How quickly the pages of the console come with a year of deliveries, and what open pages cost.")
final class BenchConsoleCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(
            names = "--deliveries",
            paramLabel = "N",
            defaultValue = "1m",
            converter = CountConverter.class,
            description = "Deliveries in the ledger, such as 100k or 10m; default 1m.")
    private long deliveries;

    @Option(
            names = "--agencies",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Registered systems; default 5000.")
    private int agencies;

    @Option(names = "--pages", paramLabel = "N", defaultValue = "20", description = "Pages that are open; default 20.")
    private int pages;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Measured seconds with pages open, and with none; default 20.")
    private int seconds;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description =
                    "Keep the filled ledger in this file, and use it if it is there. Default: one that goes again.")
    private Optional<Path> ledger = Optional.empty();

    @Override
    public Integer call() throws Exception {
        ConsoleBenchmark benchmark = new ConsoleBenchmark(
                new ConsoleBenchmark.Settings(deliveries, agencies, pages, Duration.ofSeconds(seconds), ledger));
        ConsoleBenchmark.Result result = TidyOnSignal.run(benchmark::run);
        output.show(result, text(result));
        return result.lost() == 0 ? 0 : 1;
    }

    private static String text(ConsoleBenchmark.Result result) {
        Table table = new Table("PAGE", "P50 MS", "MAX MS", "BYTES");
        result.pages()
                .forEach(page -> table.row(
                        page.page(),
                        String.format("%.1f", page.p50Ms()),
                        String.format("%.1f", page.maxMs()),
                        page.bytes()));
        return String.format(
                "%s%nno page open %.0f exchanges/s, %.0f us of processor time each%npages open %.0f exchanges/s, %.0f us, ratio %.2f; asked again %d times; lost %d",
                table,
                result.exchangesPerSecond(),
                result.processorMicros(),
                result.watchedExchangesPerSecond(),
                result.watchedProcessorMicros(),
                result.ratio(),
                result.renewals(),
                result.lost());
    }
}
