// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.broker.console.Console;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.simulator.Mode;
import vn.lienthong.simulator.OwnDocuments;
import vn.lienthong.simulator.ReceivedDocument;
import vn.lienthong.simulator.Script;
import vn.lienthong.simulator.SimulatedAgency;

/** Stands in for the Government Office. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description =
                "Be the Government Office: check what comes, answer 01, 03, 04, 05, 06 or 02, and 15 or 16 to recalls.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong simulator --client data/endpoints/vpcp/exchange.properties",
            "  lienthong simulator --pace 200ms --script kich-ban.properties",
            "  lienthong simulator --agency G22 --send-to H57 --every 10s",
            "  lienthong simulator --own H29 --page 8470        a whole exchange to test a system with, and a page",
            "  lienthong simulator --own H29 --fault 'H29 deliver duplicate times 1'",
            "  lienthong simulator --own H29 --record session.jsonl",
            "  lienthong simulator --own H29 --replay session.jsonl",
            "",
            "A script file holds: documents, recalls, next, pace, statuses, language; see docs/simulator.md."
        })
final class SimulatorCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ClientOption client = new ClientOption();

    @Option(names = "--agency", paramLabel = "AGENCY", description = "Who it is when it sends; default G22.")
    private AgencyId agency = new AgencyId("G22");

    @Option(names = "--pace", paramLabel = "TIME", description = "Wait before each status; default 1s.")
    private Duration pace = Duration.ofSeconds(1);

    @Option(names = "--script", paramLabel = "FILE", description = "How to react; default: check and go all the way.")
    private Optional<Path> script = Optional.empty();

    @Option(
            names = "--mode",
            paramLabel = "strict|lenient",
            description = "Refuse what has errors, as the centre (default), or take it, as hubs of provinces.")
    private Optional<Mode> mode = Optional.empty();

    @Option(names = "--send-to", paramLabel = "AGENCY", description = "Also send documents of its own to this agency.")
    private Optional<AgencyId> sendTo = Optional.empty();

    @Option(names = "--every", paramLabel = "TIME", description = "With --send-to: how often; default 30s.")
    private Duration every = Duration.ofSeconds(30);

    @Option(
            names = "--test-exchange",
            description = "The exchange is on another machine and is one for tests: it will get made-up answers.")
    private boolean elsewhere;

    @Mixin
    private WorkbenchOptions workbench = new WorkbenchOptions();

    /** For programs. */
    private record Event(String kind, String document, String from, String what, int attempt) {}

    @Override
    public Integer call() throws IOException {
        if (workbench.isWanted(output)) {
            return workbench.run(output, pace, mode.orElse(Mode.STRICT));
        }
        ClientConfig config = client.config();
        if (!elsewhere && !Console.isThisMachine(config.host())) {
            throw output.wrong("the exchange is at " + config.host()
                    + ", not on this machine; if it is a test exchange, say --test-exchange");
        }
        Script loaded = script.isPresent() ? Script.load(script.get(), pace) : Script.standard(pace);
        Script plan = mode.map(loaded::in).orElse(loaded);
        SimulatedAgency simulated = SimulatedAgency.start(config, plan, new Events());
        output.show(
                new Event("ready", "", agency.value(), "ready", 0),
                output.word("simulator is ready; Ctrl-C stops it", "bộ mô phỏng đã sẵn sàng; nhấn Ctrl-C để dừng"));
        sendTo.ifPresent(recipient -> {
            OwnDocuments own = new OwnDocuments(agency, List.of(recipient), Clock.systemUTC());
            simulated.sendEvery(
                    every,
                    own,
                    sent -> output.show(
                            new Event("sent", sent.id().value(), sent.from().value(), recipient.value(), 0),
                            output.word("sent ", "đã gửi ") + sent.id() + " → " + recipient));
        });
        new RunningUntilStopped().await(simulated::close);
        return 0;
    }

    private final class Events implements SimulatedAgency.Observer {
        @Override
        public void onDocument(ReceivedDocument document) {
            output.show(
                    new Event(
                            document.operation().english(),
                            document.id().value(),
                            document.from().value(),
                            document.isAcceptable() ? "acceptable" : "not acceptable",
                            document.attempt()),
                    output.word(
                                    document.operation().english(),
                                    document.operation().vietnamese()) + " "
                            + document.reference().orElse("") + " " + document.from() + ": " + document.subject()
                            + (document.isAcceptable() ? "" : " " + document.findings()));
        }

        @Override
        public void onStatus(StatusUpdate status) {
            output.show(
                    new Event(
                            "status",
                            status.document().value(),
                            status.from().value(),
                            status.status().code(),
                            status.attempt()),
                    output.word("status ", "trạng thái ") + status.status().code() + " " + status.from() + ", "
                            + status.document());
        }
    }
}
