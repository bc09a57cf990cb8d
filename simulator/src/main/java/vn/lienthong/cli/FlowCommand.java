// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.broker.administration.FlowSpan;
import vn.lienthong.broker.monitoring.Flow;

/** What passed lately. */
@Command(
        name = "flow",
        mixinStandardHelpOptions = true,
        description = "Show what passed a running exchange in the last hour, day or week.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong flow",
            "  lienthong flow --span week --csv > week.csv",
            "",
            "DELIVERIES are recipients of accepted documents, DELIVERED those whose system took theirs. Steps in which",
            "nothing passed are left out of the table, and are in CSV and JSON."
        })
final class FlowCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private CsvOption csv = new CsvOption();

    @Option(
            names = "--span",
            paramLabel = "SPAN",
            defaultValue = "hour",
            description = "hour (by minutes), day (by quarters of an hour) or week (by two hours); default hour.")
    private FlowSpan span = FlowSpan.HOUR;

    @Override
    public Integer call() throws IOException {
        List<Flow> steps = new ExchangeOffice(data.folder()).ask(span.request()).steps();
        if (csv.isWanted(output)) {
            csv.print(headings(), steps.stream().map(FlowCommand::cells).toList());
            return 0;
        }
        List<Flow> busy = steps.stream().filter(FlowCommand::isBusy).toList();
        output.show(steps, busy.isEmpty() ? output.word("nothing passed", "không có gì đi qua") : table(busy));
        return 0;
    }

    private String table(List<Flow> steps) {
        Table table =
                new Table("FROM", "DOCUMENTS", "DELIVERIES", "DELIVERED", "STATUSES", "REFUSED", "DEAD", "EXPIRED");
        steps.forEach(step -> table.row(cells(step).toArray()));
        Object[] row = cells(steps.stream().reduce(Flow::and).orElseThrow()).toArray();
        row[0] = output.word("together", "tổng cộng");
        table.row(row);
        return table.toString();
    }

    private static boolean isBusy(Flow step) {
        return step.documents()
                        + step.deliveries()
                        + step.delivered()
                        + step.statuses()
                        + step.refused()
                        + step.dead()
                        + step.expired()
                > 0;
    }

    private static List<?> cells(Flow step) {
        return List.of(
                LocalTime.of(step.from()),
                step.documents(),
                step.deliveries(),
                step.delivered(),
                step.statuses(),
                step.refused(),
                step.dead(),
                step.expired());
    }

    private List<String> headings() {
        return output.word(
                List.of("from", "documents", "deliveries", "delivered", "statuses", "refused", "dead", "expired"),
                List.of("từ", "văn bản", "lượt gửi", "đã lấy", "trạng thái", "từ chối", "thư lỗi", "hết hạn"));
    }
}
