// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.ledger.ResponseReport;
import vn.lienthong.edxml.VietnamTime;

/** How agencies answered. */
@Command(
        name = "responses",
        mixinStandardHelpOptions = true,
        description = "Report, for each agency, how it answered the documents accepted in a period.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong responses --since 2026-03-01 --until 2026-03-31",
            "  lienthong responses --since 2026-03-01 --json",
            "",
            "An answer is the first of 02 to 06; times are working time from delivery to the answer."
        })
final class ResponsesCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--since", required = true, paramLabel = "DATE", description = "The first day.")
    private LocalDate since = LocalDate.EPOCH;

    @Option(names = "--until", paramLabel = "DATE", description = "The last day; default today.")
    private Optional<LocalDate> until = Optional.empty();

    @Override
    public Integer call() throws IOException {
        LocalDate last = until.orElseGet(() -> LocalDate.now(VietnamTime.ZONE));
        List<ResponseReport> reports = new ExchangeOffice(data.folder())
                .ask(new DeliveryRequest.ReportResponses(start(since), start(last.plusDays(1))))
                .agencies();
        Table table = new Table("AGENCY", "DELIVERED", "ANSWERED", "SILENT", "REFUSED", "P50", "P95");
        reports.forEach(report -> table.row(
                report.agency(),
                report.delivered(),
                report.answered(),
                report.silent(),
                report.refused(),
                hours(report.median()),
                hours(report.slowest())));
        output.show(reports, table.toString());
        return 0;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(VietnamTime.ZONE).toInstant();
    }

    private static String hours(Optional<Duration> time) {
        return time.map(OverdueCommand::hours).orElse("-");
    }
}
