// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.broker.administration.EndpointCondition;
import vn.lienthong.broker.administration.EndpointState;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.broker.console.Texts;
import vn.lienthong.broker.text.CsvSheet;

/** How the connected systems are doing. */
@Command(
        name = "states",
        mixinStandardHelpOptions = true,
        description =
                "Show how endpoints are doing: connected or last seen, by which software, what waits for them, how they"
                        + " answer, certificates.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong endpoint states",
            "  lienthong endpoint states --condition silent --csv",
        })
final class EndpointStatesCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private CsvOption csv = new CsvOption();

    @Option(
            names = "--condition",
            paramLabel = "CONDITION",
            description = "Only those that are silent, slow, paused, ending, away or online.")
    private Optional<EndpointCondition> condition = Optional.empty();

    /** What a program reads. */
    private record Shown(EndpointCondition condition, EndpointState state) {}

    @Override
    public Integer call() throws IOException {
        List<Shown> shown = new ExchangeOffice(data.folder())
                .ask(new MonitoringRequest.ListEndpointStates()).endpoints().stream()
                        .map(state -> new Shown(EndpointCondition.of(state), state))
                        .filter(one -> condition.isEmpty() || condition.get() == one.condition())
                        .toList();
        if (csv.isWanted(output)) {
            csv.print(headings(), shown.stream().map(this::cells).toList());
            return 0;
        }
        output.show(shown, table(shown).toString());
        return 0;
    }

    private Table table(List<Shown> shown) {
        Table table = new Table(
                "ENDPOINT",
                "STATE",
                "CONNECTIONS",
                "LAST SEEN",
                "WAITING",
                "OLDEST",
                "STATUSES",
                "DEAD",
                "ANSWERED",
                "CERTIFICATE",
                "SOFTWARE",
                "AGENCIES",
                "NAME");
        shown.forEach(one -> table.row(
                one.state().id(),
                words(one),
                one.state().connections(),
                LocalTime.of(one.state().lastSeen()),
                one.state().documents(),
                one.state().documents() == 0 ? "-" : age(one.state()),
                one.state().statuses(),
                one.state().deadLetters(),
                one.state().answers().map(answers -> answers.percent() + " %").orElse("-"),
                one.state().certificateDays().map(days -> days + " d").orElse("-"),
                one.state().software().isEmpty()
                        ? "-"
                        : String.join(", ", one.state().software()),
                AgencyCommand.codes(one.state().agencies()),
                one.state().name()));
        return table;
    }

    private String words(Shown one) {
        return texts().name("condition", one.condition());
    }

    private String age(EndpointState state) {
        return texts().duration(Duration.ofSeconds(state.oldestSeconds()));
    }

    private Texts texts() {
        return output.texts();
    }

    private List<String> headings() {
        return output.word(
                List.of(
                        "endpoint",
                        "state",
                        "connections",
                        "last seen",
                        "documents waiting",
                        "oldest (hours)",
                        "statuses waiting",
                        "dead letters",
                        "handed out again",
                        "delivered in 30 days",
                        "answered in 30 days",
                        "certificate (days)",
                        "agencies",
                        "suspended",
                        "software",
                        "name"),
                List.of(
                        "hệ thống",
                        "tình trạng",
                        "kết nối",
                        "thấy lần cuối",
                        "văn bản chờ",
                        "cũ nhất (giờ)",
                        "trạng thái chờ",
                        "không giao được",
                        "giao lại",
                        "đã giao trong 30 ngày",
                        "phản hồi trong 30 ngày",
                        "chứng thư (ngày)",
                        "cơ quan",
                        "tạm ngừng",
                        "phần mềm",
                        "tên"));
    }

    private List<?> cells(Shown one) {
        EndpointState state = one.state();
        return List.of(
                state.id(),
                words(one),
                state.connections(),
                state.lastSeen().map(LocalTime::of).orElse(""),
                state.documents(),
                CsvSheet.hours(Duration.ofSeconds(state.oldestSeconds())),
                state.statuses(),
                state.deadLetters(),
                state.handedAgain(),
                state.answers()
                        .map(answers -> Long.toString(answers.delivered()))
                        .orElse(""),
                state.answers()
                        .map(answers -> Long.toString(answers.answered()))
                        .orElse(""),
                state.certificateDays().map(String::valueOf).orElse(""),
                AgencyCommand.codes(state.agencies()),
                AgencyCommand.codes(state.suspended()),
                String.join(", ", state.software()),
                state.name());
    }
}
