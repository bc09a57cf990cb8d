// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.calendar.Period;
import vn.lienthong.broker.ledger.ResponseReport;
import vn.lienthong.broker.text.CsvSheet;
import vn.lienthong.edxml.VietnamTime;

/** How agencies answered. */
@Command(
        name = "responses",
        mixinStandardHelpOptions = true,
        description = "Report, for each agency, how it answered the documents accepted in a period.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong responses --since 2026-03-01 --until 2026-03-31",
            "  lienthong responses --period 2026-Q1 --csv > responses.csv",
            "  lienthong responses --since 2026-03-01 --json",
            "",
            "An answer is the first of 02 to 06; times are working time from delivery to the answer."
        })
final class ResponsesCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private CsvOption csv = new CsvOption();

    @ArgGroup(multiplicity = "1")
    private When when = new When();

    /** A period by its name or by its days. */
    static final class When {
        @Option(
                names = "--period",
                paramLabel = "PERIOD",
                description = "A month, quarter or year: 2026-03, 2026-Q1, 2026.")
        private @Nullable Period period;

        @ArgGroup(exclusive = false)
        private @Nullable Days days;

        Period period() {
            return period != null ? period : Objects.requireNonNull(days).period();
        }
    }

    /** A period by its days. */
    static final class Days {
        @Option(names = "--since", required = true, paramLabel = "DATE", description = "The first day.")
        private LocalDate since = LocalDate.EPOCH;

        @Option(names = "--until", paramLabel = "DATE", description = "The last day; default today.")
        private Optional<LocalDate> until = Optional.empty();

        Period period() {
            return new Period(since, until.orElseGet(() -> LocalDate.now(VietnamTime.ZONE)));
        }
    }

    @Override
    public Integer call() throws IOException {
        Period period = when.period();
        List<ResponseReport> reports = new ExchangeOffice(data.folder())
                .ask(new DeliveryRequest.ReportResponses(period.from(), period.until()))
                .agencies();
        if (csv.isWanted(output)) {
            csv.print(headings(), reports.stream().map(ResponsesCommand::cells).toList());
            return 0;
        }
        Table table = new Table("AGENCY", "DELIVERED", "ANSWERED", "SILENT", "REFUSED", "RATE", "P50", "P95");
        reports.forEach(report -> table.row(
                report.agency(),
                report.delivered(),
                report.answered(),
                report.silent(),
                report.refused(),
                report.percent() + " %",
                hours(report.median()),
                hours(report.slowest())));
        output.show(reports, table.toString());
        return 0;
    }

    private List<String> headings() {
        return output.word(
                List.of(
                        "agency",
                        "delivered",
                        "answered",
                        "silent",
                        "refused",
                        "answered (%)",
                        "half answered within (working hours)",
                        "95 % answered within (working hours)"),
                List.of(
                        "cơ quan",
                        "đã giao",
                        "đã trả lời",
                        "chưa trả lời",
                        "từ chối",
                        "tỷ lệ trả lời (%)",
                        "một nửa trả lời trong (giờ làm việc)",
                        "95 % trả lời trong (giờ làm việc)"));
    }

    private static List<?> cells(ResponseReport report) {
        return List.of(
                report.agency(),
                report.delivered(),
                report.answered(),
                report.silent(),
                report.refused(),
                report.percent(),
                cell(report.median()),
                cell(report.slowest()));
    }

    private static Object cell(Optional<Duration> time) {
        return time.<Object>map(CsvSheet::hours).orElse("");
    }

    private static String hours(Optional<Duration> time) {
        return time.map(OverdueCommand::hours).orElse("-");
    }
}
