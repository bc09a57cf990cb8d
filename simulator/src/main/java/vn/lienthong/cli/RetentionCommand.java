// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.administration.RetentionRequest.RunRetention;
import vn.lienthong.broker.administration.RetentionRequest.ShowRetention;
import vn.lienthong.broker.retention.RetentionClass;
import vn.lienthong.broker.retention.RetentionReport;
import vn.lienthong.broker.retention.RetentionReport.Line;
import vn.lienthong.broker.retention.RetentionStatus;

/** How long what is over is kept. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = "See how long what is over is kept, and remove what has been kept long enough.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong retention show",
            "  lienthong retention run --dry-run",
            "  lienthong retention run --class expired",
            "",
            "The exchange does it by itself every night at 2 o'clock by the time of Vietnam. Classes: documents (in the"
                    + " ledger),",
            "events (in the event log), expired, dead-letters and key-packages; settings retention.CLASS, a duration or never."
        })
final class RetentionCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show how long what is kept and how much was removed since the exchange was started.",
            footer = {"%nExample:%n  lienthong retention show --json"})
    int show(@Mixin Output output, @Mixin DataOption data) throws IOException {
        RetentionStatus status =
                new ExchangeOffice(data.folder()).ask(new ShowRetention()).status();
        Table table = new Table("CLASS", "KEPT", "REMOVED");
        status.classes()
                .forEach(setting -> table.row(setting.type().word(), kept(output, setting.kept()), setting.removed()));
        String next = output.word("next run ", "lần chạy tới ") + LocalTime.of(status.next());
        String last = status.last()
                .map(run -> output.word(", last run ", ", lần chạy trước ")
                        + LocalTime.of(run.at())
                        + output.word(" by ", " bởi ")
                        + run.operator())
                .orElse("");
        output.show(status, table + System.lineSeparator() + next + last);
        return 0;
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = "Remove what has been kept long enough, and wait until that is done.",
            footer = {"%nExample:%n  lienthong retention run --dry-run"})
    int run(
            @Mixin Output output,
            @Mixin DataOption data,
            @Option(names = "--dry-run", description = "Only show what would go.") boolean dryRun,
            @Option(
                            names = "--class",
                            paramLabel = "CLASS",
                            split = ",",
                            description = "Only documents, events, expired or dead-letters.")
                    List<RetentionClass> classes)
            throws IOException {
        RunRetention request = new RunRetention(classes == null ? Set.of() : Set.copyOf(classes), dryRun);
        RetentionReport report = new ExchangeOffice(data.folder()).ask(request).report();
        output.show(report, lines(output, report));
        return report.classes().stream().allMatch(line -> line.problem().isEmpty()) ? 0 : 1;
    }

    private static String lines(Output output, RetentionReport report) {
        Table table = new Table(
                "CLASS", "KEPT", report.dryRun() ? "WOULD GO" : "REMOVED", "OLDEST", "NEWEST", "BYTES", "NOTE");
        for (Line line : report.classes()) {
            table.row(
                    line.type().word(),
                    kept(output, line.kept()),
                    line.stock().count(),
                    time(line.stock().oldest()),
                    time(line.stock().newest()),
                    line.stock().bytes().map(String::valueOf).orElse("-"),
                    note(output, line));
        }
        return table.toString();
    }

    private static String note(Output output, Line line) {
        return line.problem()
                .or(() -> line.stock()
                        .hold()
                        .map(hold -> output.word("more stay: ", "còn giữ lại: ")
                                + output.word(hold.english(), hold.vietnamese())))
                .orElse("");
    }

    private static String time(Optional<Instant> time) {
        return time.map(LocalTime::of).orElse("-");
    }

    private static String kept(Output output, Optional<Duration> kept) {
        return kept.map(RetentionCommand::written).orElseGet(() -> output.word("for ever", "mãi mãi"));
    }

    /** As in the settings, in the largest unit that fits. */
    private static String written(Duration kept) {
        if (kept.toDays() > 0 && kept.equals(Duration.ofDays(kept.toDays()))) {
            return kept.toDays() + "d";
        }
        if (kept.toHours() > 0 && kept.equals(Duration.ofHours(kept.toHours()))) {
            return kept.toHours() + "h";
        }
        return kept.toMillisPart() == 0 ? kept.toSeconds() + "s" : kept.toMillis() + "ms";
    }
}
