// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.SubmissionId;

/** Makes the keys of a sealed document anew. */
@Command(
        name = "reseal",
        mixinStandardHelpOptions = true,
        description = "Make the keys of a sealed document anew for its recipients; the document is not sent again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong reseal cong-van-mat.edxml --submission 0b6f2a54-7c1e-4f0e-9d5c-2f1f6f1f0001",
            "",
            "For a recipient that lost its key or moved to another endpoint (its library says LT-S23). What became a dead",
            "letter meanwhile the operator puts back with: lienthong dead-letters retry"
        })
final class ResealCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ClientOption client = new ClientOption();

    @Parameters(paramLabel = "FILE", description = "The edXML file that was sent, unchanged.")
    private Path file = Path.of("");

    @Option(
            names = "--submission",
            required = true,
            paramLabel = "ID",
            description = "The submission it was sent in, as 'send' told.")
    private SubmissionId submission = SubmissionId.random();

    /** For programs. */
    record ResealedView(String document, String submission, List<String> recipients) {}

    @Override
    public Integer call() {
        Document document = Document.read(file, submission).sealed();
        try (ExchangeClient exchange = client.connect()) {
            exchange.reseal(document);
            output.show(
                    new ResealedView(
                            document.id().value(),
                            submission.value(),
                            document.recipients().stream().map(AgencyId::value).toList()),
                    output.word("new keys handed in for ", "đã nộp gói khóa mới cho ") + document.recipients() + ", "
                            + document.id());
        }
        return 0;
    }
}
