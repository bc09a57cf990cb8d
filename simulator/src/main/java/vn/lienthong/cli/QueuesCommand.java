// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.lienthong.broker.administration.AdministrationAnswer.QueueView;
import vn.lienthong.broker.administration.DeliveryRequest;

/** What stands in the queues of a running exchange. */
@Command(
        name = "queues",
        mixinStandardHelpOptions = true,
        description =
                "Show the queues of a running exchange: inbox and statuses of every endpoint, dead letters, expired.",
        subcommands = {QueueBrowseCommand.class, QueueBodyCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong queues --data /srv/lienthong",
            "  lienthong queues --csv",
            "  lienthong queues browse inbox.hue         what is in it, taken out by nobody",
            "  lienthong queues body inbox.hue 4711      a body, on record",
            "",
            "DELIVERING are in the hands of a system now; SCHEDULED wait for their next attempt; a queue with MESSAGES",
            "and no CONSUMERS has nobody taking from it. IN and OUT are those of the last minute; AGAIN is how often a",
            "message was handed out after the first time, since the exchange started."
        })
final class QueuesCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private CsvOption csv = new CsvOption();

    @Override
    public Integer call() throws IOException {
        List<QueueView> queues = new ExchangeOffice(data.folder())
                .ask(new DeliveryRequest.ListQueues())
                .queues();
        if (csv.isWanted(output)) {
            csv.print(headings(), queues.stream().map(QueuesCommand::cells).toList());
            return 0;
        }
        Table table = new Table(
                "QUEUE", "MESSAGES", "DELIVERING", "SCHEDULED", "CONSUMERS", "IN/MIN", "OUT/MIN", "AGAIN", "OLDEST");
        queues.forEach(queue -> table.row(cells(queue).toArray()));
        output.show(queues, table.toString());
        return 0;
    }

    private List<String> headings() {
        return output.word(
                List.of(
                        "queue",
                        "messages",
                        "delivering",
                        "scheduled",
                        "consumers",
                        "in per minute",
                        "out per minute",
                        "handed out again",
                        "oldest"),
                List.of(
                        "hàng đợi",
                        "thông điệp",
                        "đã giao",
                        "chờ lần sau",
                        "bên nhận",
                        "vào mỗi phút",
                        "ra mỗi phút",
                        "giao lại",
                        "cũ nhất"));
    }

    private static List<?> cells(QueueView queue) {
        return List.of(
                queue.name(),
                queue.messages(),
                queue.delivering(),
                queue.scheduled(),
                queue.consumers(),
                Math.round(queue.perMinute().in()),
                Math.round(queue.perMinute().out()),
                queue.handedAgain(),
                queue.oldestSeconds().map(seconds -> seconds + " s").orElse("-"));
    }
}
