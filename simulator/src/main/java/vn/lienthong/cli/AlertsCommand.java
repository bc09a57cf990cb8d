// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.broker.alerts.Alert;
import vn.lienthong.broker.alerts.AlertDesk.Alerts;
import vn.lienthong.broker.alerts.Severity;
import vn.lienthong.broker.console.AlertText;
import vn.lienthong.broker.console.Texts;

/** What operators should know of. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Show what needs attention at a running exchange, see to it, and silence what is known.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong alerts list",
            "  lienthong alerts acknowledge endpoint-silent:hue",
            "  lienthong alerts silence endpoint-silent:hue --for 8h --because 'moves house'"
        })
final class AlertsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What a program reads after a silence was lifted. */
    private record Lifted(String alert) {}

    /** An alert and where it stands. */
    private record Line(String state, Alert alert) {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show alerts, the worst first.",
            footer = {
                "%nExamples:%n  lienthong alerts list --all",
                "  lienthong alerts list --csv > alerts.csv",
                "",
                "Exit code 1: an alert is critical, nobody has seen to it and it is not silenced."
            })
    int list(
            @Mixin Output output,
            @Mixin DataOption data,
            @Mixin CsvOption csv,
            @Option(names = "--all", description = "Also those that are silenced and those that were over lately.")
                    boolean all)
            throws IOException {
        Alerts alerts = new ExchangeOffice(data.folder())
                .ask(new MonitoringRequest.ListAlerts())
                .alerts();
        List<Line> lines = lines(output, alerts, all);
        if (csv.isWanted(output)) {
            csv.print(headings(output), lines.stream().map(cells(output)).toList());
        } else {
            output.show(alerts, lines.isEmpty() ? nothing(output) : table(output, lines));
            hint(output, alerts, all);
        }
        return alerts.active().stream().anyMatch(AlertsCommand::isPressing) ? 1 : 0;
    }

    @Command(
            name = "acknowledge",
            mixinStandardHelpOptions = true,
            description = "Say that you see to an alert; everybody is shown that.",
            footer = {"%nExample:%n  lienthong alerts acknowledge dead-letters:hue/document/LT-D05"})
    int acknowledge(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "ALERT", description = "As 'alerts list' names it.") String alert)
            throws IOException {
        Alert seen = new ExchangeOffice(data.folder())
                .ask(new MonitoringRequest.AcknowledgeAlert(alert))
                .alert();
        output.show(
                seen, seen.id() + ": " + seen.acknowledgedBy().orElse("-") + output.word(" sees to it", " đang xử lý"));
        return 0;
    }

    @Command(
            name = "silence",
            mixinStandardHelpOptions = true,
            description = "Have nobody told of an alert for some time, up to 30d.",
            footer = {"%nExample:%n  lienthong alerts silence disk-scarce --for 12h --because 'new disk tomorrow'"})
    int silence(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "ALERT", description = "As 'alerts list' names it.") String alert,
            @Option(names = "--for", required = true, paramLabel = "DURATION", description = "How long.") Duration time,
            @Option(names = "--because", required = true, paramLabel = "TEXT", description = "Why, for those who ask.")
                    String reason)
            throws IOException {
        Alert silenced = new ExchangeOffice(data.folder())
                .ask(new MonitoringRequest.SilenceAlert(alert, time, reason))
                .alert();
        output.show(
                silenced,
                silenced.id()
                        + output.word(" is silenced for ", " được tắt tiếng trong ")
                        + texts(output).duration(time));
        return 0;
    }

    @Command(
            name = "lift",
            mixinStandardHelpOptions = true,
            description = "Have people told again of an alert that was silenced.",
            footer = {"%nExample:%n  lienthong alerts lift disk-scarce"})
    int lift(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "ALERT", description = "As 'alerts list --all' names it.") String alert)
            throws IOException {
        new ExchangeOffice(data.folder()).ask(new MonitoringRequest.LiftSilence(alert));
        output.show(new Lifted(alert), alert + output.word(" is told of again", " lại được báo"));
        return 0;
    }

    private static boolean isPressing(Alert alert) {
        return alert.severity() == Severity.CRITICAL && alert.acknowledgedBy().isEmpty();
    }

    private static List<Line> lines(Output output, Alerts alerts, boolean all) {
        List<Line> lines = new ArrayList<>();
        alerts.active().forEach(alert -> lines.add(new Line(output.word("holds", "đang xảy ra"), alert)));
        if (all) {
            alerts.silenced().forEach(alert -> lines.add(new Line(output.word("silenced", "đã tắt tiếng"), alert)));
            alerts.ended().forEach(alert -> lines.add(new Line(output.word("over", "đã hết"), alert)));
        }
        return lines;
    }

    private static String nothing(Output output) {
        return output.word("nothing needs attention", "không có gì cần chú ý");
    }

    private static void hint(Output output, Alerts alerts, boolean all) {
        if (!all && !alerts.silenced().isEmpty()) {
            output.notes()
                    .println(alerts.silenced().size()
                            + output.word(" silenced; see them with --all", " đã tắt tiếng; xem bằng --all"));
        }
    }

    private static String table(Output output, List<Line> lines) {
        Table table = new Table("SEVERITY", "STATE", "SINCE", "SEEN BY", "ALERT", "WHAT");
        lines.forEach(line -> table.row(
                texts(output).name("severity", line.alert().severity()),
                line.state(),
                LocalTime.of(line.alert().since()),
                line.alert().acknowledgedBy().orElse("-"),
                line.alert().id(),
                AlertText.of(texts(output), line.alert())));
        return table.toString();
    }

    private static List<String> headings(Output output) {
        return output.word(
                List.of("severity", "state", "since", "until", "seen by", "alert", "what", "what to do"),
                List.of("mức độ", "tình trạng", "từ", "đến", "người xử lý", "cảnh báo", "nội dung", "cách xử lý"));
    }

    private static Function<Line, List<?>> cells(Output output) {
        return line -> List.of(
                texts(output).name("severity", line.alert().severity()),
                line.state(),
                LocalTime.of(line.alert().since()),
                line.alert().until().map(LocalTime::of).orElse(""),
                line.alert().acknowledgedBy().orElse(""),
                line.alert().id(),
                AlertText.of(texts(output), line.alert()),
                AlertText.advice(texts(output), line.alert()));
    }

    private static Texts texts(Output output) {
        return output.texts();
    }
}
