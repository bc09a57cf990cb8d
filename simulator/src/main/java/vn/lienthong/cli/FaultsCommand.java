// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.faults.FaultOrder;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.workbench.WorkbenchClient;
import vn.lienthong.workbench.WorkbenchClient.StandingFault;
import vn.lienthong.workbench.WorkbenchClient.Struck;

/** What goes wrong in a simulated exchange that runs. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Let things go wrong in an exchange that \"lienthong simulator --own\" runs on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong faults add H29 deliver slow 1000 times 3",
            "  lienthong faults add '* status drop probability 0.2 from 10s until 70s'",
            "  lienthong faults list",
            "  lienthong faults clear",
            "",
            "A fault is " + FaultOrder.FORM + ".",
            "docs/simulator.md tells which effect can happen at which stage."
        })
final class FaultsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** For programs. */
    private record Faults(List<StandingFault> standing, List<Struck> struck) {}

    /** For programs. */
    private record Added(String fault) {}

    /** For programs. */
    private record Cleared(boolean cleared) {}

    /** Where the exchange is. */
    static final class PageOption {
        @Option(names = "--page", paramLabel = "PORT", description = "Where its page is; default 8470.")
        private int port = 8470;

        /** Asks it; one that does not answer, or says no, ends the command. */
        private <T> T ask(Output output, Question<T> question) throws InterruptedException {
            WorkbenchClient client = new WorkbenchClient(port);
            try {
                return question.ask(client);
            } catch (IOException e) {
                throw new CommandFailure(ErrorCode.CANNOT_CONNECT.with(
                        client.address(), e.getMessage() == null ? e.toString() : e.getMessage()));
            } catch (IllegalArgumentException e) {
                throw output.wrong(String.valueOf(e.getMessage()));
            }
        }
    }

    private interface Question<T> {
        T ask(WorkbenchClient client) throws IOException, InterruptedException;
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Set a fault; those set before come first.")
    int add(
            @Mixin Output output,
            @Mixin PageOption page,
            @Parameters(arity = "1..*", paramLabel = "FAULT", description = "In one word or in several.")
                    List<String> words)
            throws InterruptedException {
        FaultOrder order = page.ask(output, client -> {
            FaultOrder read = FaultOrder.read(String.join(" ", words));
            client.add(read);
            return read;
        });
        output.show(new Added(order.words()), output.word("set: ", "đã đặt: ") + order.words());
        return 0;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show the faults that are set and not over, what is left of their windows of time, and what"
                    + " faults have done.")
    int list(@Mixin Output output, @Mixin PageOption page) throws InterruptedException {
        Faults faults = page.ask(output, client -> new Faults(client.standing(), client.struck()));
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        if (faults.standing().isEmpty()) {
            lines.add(output.word("no fault is set", "không có lỗi nào được đặt"));
        }
        faults.standing()
                .forEach(one -> lines.add(
                        one.fault() + output.word("; times struck: ", "; số lần đã xảy ra: ") + one.struck()));
        faults.struck()
                .forEach(one -> lines.add(output.word("struck: ", "đã xảy ra: ") + one.agency() + " " + one.stage()
                        + " " + one.effect() + output.word(", message ", ", lần thứ ") + one.number()));
        output.show(faults, lines.toString());
        return 0;
    }

    @Command(name = "clear", mixinStandardHelpOptions = true, description = "End all faults.")
    int clear(@Mixin Output output, @Mixin PageOption page) throws InterruptedException {
        page.ask(output, client -> {
            client.clear();
            return true;
        });
        output.show(new Cleared(true), output.word("no faults any more", "đã bỏ mọi lỗi"));
        return 0;
    }
}
