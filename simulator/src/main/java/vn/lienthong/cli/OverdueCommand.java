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
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.ledger.DeadlineRule;
import vn.lienthong.broker.ledger.OverdueDelivery;
import vn.lienthong.broker.text.CsvSheet;
import vn.lienthong.edxml.AgencyId;

/** What was not done in time. */
@Command(
        name = "overdue",
        mixinStandardHelpOptions = true,
        description = "Show deliveries that are overdue: not taken, not answered, not completed when due, recalls not"
                + " answered.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong overdue",
            "  lienthong overdue --agency H49.13 --json",
            "  lienthong overdue --rule not_answered",
            "  lienthong overdue --limit 100000 --csv > overdue.csv",
            "",
            "Counted in working time by the time of Vietnam, holidays left out."
        })
final class OverdueCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private CsvOption csv = new CsvOption();

    @Option(names = "--agency", paramLabel = "CODE", description = "Only this recipient.")
    private Optional<AgencyId> agency = Optional.empty();

    @Option(names = "--rule", paramLabel = "RULE", description = "Only in this respect: ${COMPLETION-CANDIDATES}.")
    private Optional<DeadlineRule> rule = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many; default 50.")
    private int limit;

    @Override
    public Integer call() throws IOException {
        List<OverdueDelivery> overdue = new ExchangeOffice(data.folder())
                .ask(new DeliveryRequest.ListOverdue(agency, rule, limit))
                .deliveries();
        if (csv.isWanted(output)) {
            csv.print(headings(), overdue.stream().map(this::cells).toList());
            return 0;
        }
        Table table = new Table("DEADLINE", "LATE", "URGENCY", "FROM", "DOCUMENT", "RECIPIENT", "WHAT");
        overdue.forEach(delivery -> table.row(
                LocalTime.of(delivery.deadline()),
                hours(delivery.late()),
                delivery.urgency(),
                delivery.from(),
                delivery.reference().orElse(delivery.document().value()),
                delivery.agency(),
                what(delivery)));
        output.show(
                overdue,
                overdue.isEmpty() ? output.word("nothing is overdue", "không có gì quá hạn") : table.toString());
        return 0;
    }

    private List<String> headings() {
        return output.word(
                List.of(
                        "deadline",
                        "late (working hours)",
                        "urgency",
                        "from",
                        "document",
                        "number",
                        "recipient",
                        "endpoint",
                        "what"),
                List.of(
                        "hạn",
                        "quá hạn (giờ làm việc)",
                        "độ khẩn",
                        "nơi gửi",
                        "mã văn bản",
                        "số ký hiệu",
                        "nơi nhận",
                        "hệ thống",
                        "nội dung"));
    }

    private List<?> cells(OverdueDelivery delivery) {
        return List.of(
                LocalTime.of(delivery.deadline()),
                CsvSheet.hours(delivery.late()),
                delivery.urgency(),
                delivery.from(),
                delivery.document().value(),
                delivery.reference().orElse(""),
                delivery.agency(),
                delivery.endpoint(),
                what(delivery));
    }

    private String what(OverdueDelivery delivery) {
        return output.word(delivery.rule().english(), delivery.rule().vietnamese());
    }

    static String hours(Duration time) {
        return time.toHours() + "h" + String.format("%02d", time.toMinutesPart());
    }
}
