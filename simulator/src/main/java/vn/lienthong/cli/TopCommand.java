// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A running exchange as it lives. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = "Watch a running exchange: what waits for whom, for how long, what passes, what is dead.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong top --data /srv/lienthong",
            "  lienthong top --sort oldest --queues",
            "  lienthong top --once --json             one look, for a program",
            "",
            "Keys: b, o, r, d sort by backlog, oldest, rate, dead letters; u changes between endpoints and queues; q ends.",
            "Where the output is no terminal, one look is printed. Rates are those between two looks."
        })
final class TopCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            defaultValue = "backlog",
            description = "backlog, oldest, rate or dead; default backlog.")
    private TopOrder order = TopOrder.BACKLOG;

    @Option(names = "--queues", description = "Queues instead of endpoints.")
    private boolean queues;

    @Option(names = "--once", description = "Print one look and end.")
    private boolean once;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "2s",
            description = "Time between two looks; default 2s.")
    private Duration interval = Duration.ofSeconds(2);

    @Override
    public Integer call() throws IOException {
        ExchangeOffice office = new ExchangeOffice(data.folder());
        Optional<Terminal> terminal = once || output.isJson() ? Optional.empty() : terminal();
        if (terminal.isEmpty()) {
            print(office);
            return 0;
        }
        try (Terminal watched = terminal.get()) {
            new TopTerminal(watched, new TopScreen(output.locale()), () -> TopLook.at(office), interval)
                    .show(order, queues);
        }
        return 0;
    }

    /** The terminal somebody sits at, if it can show a screen. */
    private static Optional<Terminal> terminal() throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                .dumb(true)
                .build();
        if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            terminal.close();
            return Optional.empty();
        }
        return Optional.of(terminal);
    }

    private void print(ExchangeOffice office) throws IOException {
        TopLook before = TopLook.at(office);
        pause();
        TopScreen.View view = new TopScreen.View(TopLook.at(office), before, order, queues);
        output.show(
                view.rows(),
                String.join(
                        System.lineSeparator(),
                        new TopScreen(output.locale()).snapshot(view, TopScreen.Room.UNLIMITED)));
    }

    /** What passes is seen by looking twice. */
    private void pause() {
        try {
            boolean unused = new CountDownLatch(1).await(interval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
