// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.broker.administration.AdministrationAnswer.BodyView;
import vn.lienthong.broker.administration.MonitoringRequest;

/** The body of a message. */
@Command(
        name = "body",
        mixinStandardHelpOptions = true,
        description = "Open the body of a message that waits in a queue, and print its beginning. That is on record.",
        footer = {"%nExample:%n  lienthong queues body inbox.hue 4711 --because 'its sender asks for it'"})
final class QueueBodyCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "QUEUE", description = "The queue it is in.")
    private String queue = "";

    @Parameters(paramLabel = "ID", description = "Its number, as 'lienthong queues browse' shows it.")
    private long message;

    @Option(names = "--because", required = true, paramLabel = "TEXT", description = "What for, for the record.")
    private String reason = "";

    @Override
    public Integer call() throws IOException {
        BodyView body = new ExchangeOffice(data.folder()).ask(new MonitoringRequest.OpenBody(queue, message, reason));
        output.show(body, body.text());
        output.notes()
                .println(output.word("that you opened it is on record", "việc bạn mở nội dung đã được ghi lại")
                        + (body.cut() ? output.word("; only its beginning is shown", "; chỉ hiển thị phần đầu") : ""));
        return 0;
    }
}
