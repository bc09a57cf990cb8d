// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Option;
import vn.lienthong.person.Conversation;

/** Who sits at the terminal while a system is tested, and what for. */
final class TesterOption {
    @Option(
            names = "--by-hand",
            description = "The system takes no orders: ask a person at this terminal to do what a case asks for.")
    private boolean byHand;

    @Option(
            names = "--tester",
            paramLabel = "NAME",
            description = "Who is at this terminal and answers what only people can look at; asked for with --by-hand.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--files",
            paramLabel = "FOLDER",
            description = "With --by-hand: where the files to attach are put; default a folder that goes at the end.")
    private Optional<Path> folder = Optional.empty();

    /** Refuses what does not go together. */
    void check(Output output, boolean takesOrders) {
        if (byHand && takesOrders) {
            throw output.wrong("--by-hand takes the place of --orders, --launch and --reference");
        }
        if (folder.isPresent() && !byHand) {
            throw output.wrong("--files belongs to --by-hand");
        }
    }

    boolean isByHand() {
        return byHand;
    }

    Optional<Path> folder() {
        return folder;
    }

    /** Begins to talk with the person, if there is one. What it is asked stands beside the results, not among them. */
    Optional<Conversation> conversation(Output output) {
        if (!byHand && name.isEmpty()) {
            return Optional.empty();
        }
        BufferedReader in =
                new BufferedReader(new InputStreamReader(output.surroundings().input(), StandardCharsets.UTF_8));
        PrintWriter notes = output.notes();
        return Optional.of(new Conversation(
                in,
                lines -> {
                    lines.lines().map(PrintableText::of).forEach(notes::println);
                    notes.flush();
                },
                output.locale(),
                name,
                Clock.systemUTC()));
    }
}
