// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.load.LoadPage;
import vn.lienthong.load.LoadResult;
import vn.lienthong.load.LoadRun;
import vn.lienthong.load.Profile;

/** Loads an exchange as a country does. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Load an exchange of its own with virtual agencies, and account for every message.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong load --profile national-2026 --scale 0.1 --for 5m",
            "  lienthong load --profile national-2026-small --scale 2.7 --for 1m --html load.html",
            "",
            "Scale 1 is the busy hour of the peak day of 2026: 184 messages a second, five times that in the middle tenth.",
            "Exit codes: 0 nothing was lost and nothing came twice, 1 otherwise."
        })
final class LoadCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(names = "--profile", paramLabel = "NAME", description = "national-2026 (default) or national-2026-small.")
    private String profile = "national-2026";

    @Option(names = "--scale", paramLabel = "FACTOR", description = "How many times the traffic; default 0.1.")
    private double scale = 0.1;

    @Option(names = "--for", paramLabel = "TIME", description = "How long documents are sent; default 1m.")
    private Duration time = Duration.ofMinutes(1);

    @Option(names = "--agencies", paramLabel = "N", description = "How many agencies; default 150.")
    private int agencies = 150;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Of all that is drawn; default 0.")
    private long seed;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with charts.")
    private Optional<Path> html = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Profile chosen = Profile.named(profile).orElseThrow(() -> output.wrong("there is no profile " + profile));
        if (scale <= 0 || agencies < 2 || time.isZero()) {
            throw output.wrong("--scale and --for are more than 0, --agencies more than 1");
        }
        LoadRun run = new LoadRun(chosen, new LoadRun.Order(scale, time, agencies, seed));
        LoadResult result = run.run(second -> output.notes().printf("\r%6d messages/s ", second));
        output.notes().println();
        output.show(result, text(result) + (result.settled() ? "" : unsettled(result)));
        if (html.isPresent()) {
            Files.writeString(html.get(), LoadPage.of(result));
        }
        return result.isBalanced() ? 0 : 1;
    }

    private String unsettled(LoadResult result) {
        return String.format(
                Locale.ROOT,
                output.word(
                        "%nwaited for %.0f s: what is missing was still on its way",
                        "%nđã chờ %.0f giây: phần còn thiếu vẫn đang trên đường"),
                result.drained());
    }

    private String text(LoadResult result) {
        LoadResult.Counts counts = result.counts();
        return String.format(
                Locale.ROOT,
                output.word(
                        """
                        %d documents, %d deliveries of %d, %d statuses of %d, %d refused; lost %d, duplicated %d
                        %.0f messages/s over %.0f s, %.1f MB/s taken in; everything there %.1f s later
                        %s
                        %s
                        %s""",
                        """
                        %d văn bản, %d lượt giao trên %d, %d trạng thái trên %d, %d bị từ chối; mất %d, trùng %d
                        %.0f thông điệp/giây trong %.0f giây, nhận vào %.1f MB/giây; tất cả đến nơi sau %.1f giây
                        %s
                        %s
                        %s"""),
                counts.documents(),
                counts.delivered(),
                counts.expected(),
                counts.heard(),
                counts.reported(),
                counts.refused(),
                counts.lost(),
                counts.twice(),
                result.rate(),
                result.seconds(),
                result.bytes() / 1e6 / Math.max(1, result.seconds()),
                result.drained(),
                line(output.word("accepted", "tiếp nhận"), result.latencies().accepted()),
                line(output.word("delivered", "giao"), result.latencies().delivered()),
                line(
                        output.word("status heard", "trạng thái"),
                        result.latencies().heard()));
    }

    private static String line(String name, LoadResult.Percentiles found) {
        return String.format(
                Locale.ROOT,
                "%-14s p50 %9.1f  p95 %9.1f  p99 %9.1f  p99.9 %9.1f  max %9.1f ms",
                name,
                found.p50(),
                found.p95(),
                found.p99(),
                found.p999(),
                found.max());
    }
}
