// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.SentDocument;

/** Recalls a document. */
@Command(
        name = "recall",
        mixinStandardHelpOptions = true,
        description = "Ask every recipient of a document that was sent to cancel it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong recall cong-van.edxml --reason 'Gửi nhầm phụ lục'",
            "",
            "The answers arrive as statuses: 15 agreed, 16 not agreed."
        })
final class RecallCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ClientOption client = new ClientOption();

    @Parameters(paramLabel = "FILE", description = "The edXML file that was sent.")
    private Path file = Path.of("");

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Option(names = "--sealed", description = "Seal the recall, as the document was.")
    private boolean sealed;

    @Override
    public Integer call() {
        Document document = sealed ? Document.read(file).sealed() : Document.read(file);
        try (ExchangeClient exchange = client.connect()) {
            SentDocument sent = exchange.recall(document, reason);
            output.show(
                    SendCommand.SentView.of(sent),
                    output.word("recall accepted, ", "đã nhận yêu cầu thu hồi, ")
                            + sent.id()
                            + output.word(" for ", " gửi tới ")
                            + sent.recipients());
        }
        return 0;
    }
}
