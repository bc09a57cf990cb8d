// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.workbench.Session;
import vn.lienthong.workbench.SessionComparison;

/** Sessions of testers. */
@Command(
        name = "sessions",
        mixinStandardHelpOptions = true,
        description = "Compare sessions that \"lienthong simulator --own\" recorded.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  lienthong sessions compare before.jsonl after.jsonl")
final class SessionsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** For programs. */
    private record Compared(boolean equal, SessionComparison comparison) {}

    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description =
                    "Compare what a system did in one session and in another: what is missing, more, different or in"
                            + " another order. Ids, times and numbers do not count.",
            footer = {"", "Exit codes: 0 the same, 1 different, 2 a file is no session."})
    int compare(
            @Mixin Output output,
            @Parameters(paramLabel = "FIRST", description = "A session.") Path first,
            @Parameters(paramLabel = "SECOND", description = "Another.") Path second) {
        SessionComparison comparison = SessionComparison.of(read(output, first), read(output, second));
        output.show(new Compared(comparison.isEqual(), comparison), text(output, comparison));
        return comparison.isEqual() ? 0 : 1;
    }

    /** The session of a file. */
    static Session read(Output output, Path file) {
        try {
            return Session.read(Files.readString(file));
        } catch (IOException e) {
            throw output.wrong(file + " cannot be read");
        } catch (IllegalArgumentException e) {
            throw output.wrong(file + ": " + e.getMessage());
        }
    }

    /** The differences, one on a line. */
    static String text(Output output, SessionComparison comparison) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        if (!comparison.sameActions()) {
            lines.add(output.word(
                    "the tester did not do the same in both", "người thử nghiệm không làm giống nhau ở hai phiên"));
        }
        if (comparison.isEqual()) {
            lines.add(output.word("the system did the same", "hệ thống làm giống nhau"));
        }
        for (SessionComparison.Difference one : comparison.differences()) {
            StringJoiner line = new StringJoiner(" ");
            line.add(one.at() + ", " + one.document() + ": " + one.kind().in(output.locale()) + " " + one.what());
            one.first().ifPresent(text -> line.add("\n  - " + text));
            one.second().ifPresent(text -> line.add("\n  + " + text));
            lines.add(line.toString());
        }
        return lines.toString();
    }
}
