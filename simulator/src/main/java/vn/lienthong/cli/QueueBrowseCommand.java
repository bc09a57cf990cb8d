// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.broker.mailbox.QueueWindow.Waiting;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.MessageKind;

/** What is in a queue. */
@Command(
        name = "browse",
        mixinStandardHelpOptions = true,
        description = "Show the messages of a queue, the first in line first. Looking takes nothing out.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong queues browse inbox.hue",
            "  lienthong queues browse dead-letters --skip 100 --limit 100 --csv",
        })
final class QueueBrowseCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private CsvOption csv = new CsvOption();

    @Parameters(paramLabel = "QUEUE", description = "Its name, as 'lienthong queues' shows it.")
    private String queue = "";

    @Option(names = "--skip", paramLabel = "N", defaultValue = "0", description = "Leave out the first so many.")
    private int skip;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many; default 50.")
    private int limit;

    @Override
    public Integer call() throws IOException {
        List<Waiting> messages = new ExchangeOffice(data.folder())
                .ask(new MonitoringRequest.BrowseQueue(queue, skip, limit))
                .messages();
        if (csv.isWanted(output)) {
            csv.print(headings(), messages.stream().map(this::cells).toList());
            return 0;
        }
        Table table = new Table("ID", "KIND", "NUMBER", "FROM", "TO", "SINCE", "BYTES", "ATTEMPTS", "PLACE", "NEXT");
        messages.forEach(message -> table.row(cells(message).toArray()));
        output.show(messages, messages.isEmpty() ? output.word("it is empty", "trống") : table.toString());
        return 0;
    }

    private List<String> headings() {
        return output.word(
                List.of("id", "kind", "number", "from", "to", "since", "bytes", "attempts", "place", "next attempt"),
                List.of(
                        "mã",
                        "loại",
                        "số ký hiệu",
                        "nơi gửi",
                        "nơi nhận",
                        "từ",
                        "byte",
                        "số lần",
                        "vị trí",
                        "lần sau"));
    }

    private List<?> cells(Waiting message) {
        return List.of(
                message.id(),
                message.kind().map(MessageKind::wireName).orElse(""),
                header(message, HeaderNames.REFERENCE),
                header(message, HeaderNames.FROM),
                header(message, HeaderNames.TO),
                message.since().map(LocalTime::of).orElse(""),
                message.size(),
                message.attempts(),
                output.texts().name("place", message.place()),
                message.nextAttempt().map(LocalTime::of).orElse(""));
    }

    private static String header(Waiting message, String name) {
        return message.header().getOrDefault(name, "");
    }
}
