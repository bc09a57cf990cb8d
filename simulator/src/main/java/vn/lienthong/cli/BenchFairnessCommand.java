// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.benchmark.FairnessBenchmark;

/** Measures what endpoints notice of others. */
@Command(
        name = "fairness",
        mixinStandardHelpOptions = true,
        description =
                "Two endpoints that exchange little: alone, beside a flood, and beside recipients that take nothing.")
final class BenchFairnessCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Measured seconds of each of the three; default 20.")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        FairnessBenchmark.Result result = TidyOnSignal.run(new FairnessBenchmark(Duration.ofSeconds(seconds))::run);
        output.show(
                result,
                String.format(
                        "alone %s%nbeside a flood of %.0f exchanges/s %s, ratio %.2f%nbeside recipients that take nothing %s, ratio %.2f%nlost %d",
                        text(result.alone()),
                        result.floodPerSecond(),
                        text(result.flooded()),
                        result.floodRatio(),
                        text(result.beside()),
                        result.besideRatio(),
                        result.lost()));
        return result.lost() == 0 ? 0 : 1;
    }

    private static String text(FairnessBenchmark.Times times) {
        return String.format("p50 %.1f ms, p95 %.1f ms, p99 %.1f ms", times.p50Ms(), times.p95Ms(), times.p99Ms());
    }
}
