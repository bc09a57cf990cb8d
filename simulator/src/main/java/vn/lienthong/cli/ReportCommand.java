// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;

/** Reports a status. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Tell the sender of a document what became of it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong report 'H57,2026/06/01,12/UBND-VP' --from G22 --to H57 --status 03",
            "  lienthong report 'H57,2026/06/01,12/UBND-VP' --from G22 --to H57 --status 02 --reason 'Sai thẩm quyền'",
            "",
            "01 arrived, 02 refused, 03 received, 04 assigned, 05 in progress, 06 completed, 13 take-back asked,",
            "15 agreed, 16 not agreed; 02, 13 and 16 need a reason."
        })
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ClientOption client = new ClientOption();

    @Parameters(paramLabel = "DOCUMENT", description = "Document id, as its sender gave it.")
    private DocumentId document = new DocumentId("?");

    @Option(names = "--from", required = true, paramLabel = "AGENCY", description = "The agency that reports.")
    private AgencyId from = new AgencyId("G22");

    @Option(names = "--to", required = true, paramLabel = "AGENCY", description = "The agency that sent the document.")
    private AgencyId to = new AgencyId("G22");

    @Option(names = "--status", required = true, paramLabel = "CODE", description = "What to report.")
    private ProcessingStatus status = ProcessingStatus.ARRIVED;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Reason or comment.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--number", paramLabel = "NUMBER/NOTATION", description = "Number and notation of the document.")
    private Optional<String> number = Optional.empty();

    @Option(names = "--date", paramLabel = "yyyy-MM-dd", description = "Date of the document.")
    private Optional<LocalDate> date = Optional.empty();

    /** For programs. */
    private record Reported(String document, String from, String to, String status, String submission) {}

    @Override
    public Integer call() {
        StatusReport plain = StatusReport.of(from, to, document, status);
        StatusReport report = new StatusReport(
                plain.submission(), from, to, document, status, reason, number, date, Optional.empty());
        try (ExchangeClient exchange = client.connect()) {
            exchange.report(report);
        }
        output.show(
                new Reported(
                        document.value(),
                        from.value(),
                        to.value(),
                        status.code(),
                        report.submission().value()),
                output.word("reported ", "đã báo trạng thái ") + status.code() + " "
                        + output.word(status.english(), status.vietnamese()) + " → " + to);
        return 0;
    }
}
