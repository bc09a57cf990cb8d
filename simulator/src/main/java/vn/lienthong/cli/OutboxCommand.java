// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Outbox;
import vn.lienthong.client.OutboxAnswer;
import vn.lienthong.client.OutboxHold;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

/** Empties the outbox of an endpoint. */
@Command(
        name = "outbox",
        mixinStandardHelpOptions = true,
        description = "Hand what waits in an outbox to the exchange, and show what is left and what was refused.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong outbox --client data/endpoints/hue/exchange.properties",
            "  lienthong outbox --wait 5m --json",
            "",
            "The outbox is the folder named by 'outbox' in the client configuration. With it, send, report and recall need",
            "no exchange. Exit code 1: something still waits, or was refused."
        })
final class OutboxCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ClientOption client = new ClientOption();

    @Option(names = "--wait", paramLabel = "DURATION", description = "How long to wait for the exchange; default 30s.")
    private Duration wait = Duration.ofSeconds(30);

    /** For programs. */
    private record OutboxView(
            int waiting, long bytes, long oldestSeconds, List<OutboxHold> held, List<OutboxAnswer> refused) {}

    @Override
    public Integer call() throws InterruptedException {
        try (ExchangeClient exchange = client.connect()) {
            Outbox outbox = exchange.outbox()
                    .orElseThrow(
                            () -> new CommandFailure(ErrorCode.SETTING_MISSING.with("outbox", "the path of a folder")));
            outbox.awaitEmpty(wait);
            List<OutboxAnswer> refused = outbox.answers();
            long oldest = outbox.oldestAge().map(Duration::toSeconds).orElse(0L);
            OutboxView view = new OutboxView(outbox.depth(), outbox.bytes(), oldest, outbox.holds(), refused);
            output.show(view, lines(view));
            return view.waiting() == 0 && refused.isEmpty() ? 0 : 1;
        }
    }

    private String lines(OutboxView view) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(view.waiting() + output.word(" waiting, ", " đang chờ, ") + view.bytes() + " B");
        for (OutboxHold hold : view.held()) {
            lines.add(
                    output.word("cannot be taken now: ", "chưa nhận được: ") + hold.document() + reason(hold.problems())
                            + "; " + hold.behind() + output.word(" more wait behind it", " lần gửi khác chờ sau"));
        }
        for (OutboxAnswer answer : view.refused()) {
            lines.add(output.word("refused: ", "bị từ chối: ") + answer.document() + reason(answer.problems()));
        }
        return lines.toString();
    }

    private String reason(List<Problem> problems) {
        Problem first = problems.get(0);
        return " (" + first.code().code() + " " + first.message(output.locale()) + ")";
    }
}
