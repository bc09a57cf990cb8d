// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import vn.lienthong.protocol.json.ExchangeJson;

/** Says how to do outside the page what a tester does on it: with curl, on the command line, in Java. Thread-safe. */
final class Copies {
    private final Workbench bench;
    private final String origin;

    /** Copies for a page at an address such as {@code http://localhost:8470}. */
    Copies(Workbench bench, String origin) {
        this.bench = bench;
        this.origin = origin;
    }

    /**
     * The same thing in several ways.
     *
     * @param http for a shell with curl
     * @param cli a command of ours; empty if there is none
     * @param java statements for a test with the test kit
     * @param imports what these use
     */
    record Copy(String http, Optional<String> cli, String java, List<String> imports) {
        static Copy of(String http, Optional<String> cli, JavaText java) {
            return new Copy(http, cli, java.statements(), java.imports());
        }
    }

    /** How to do an action; one that cannot be done is refused. */
    Copy of(Action action) {
        action.on(bench.desk());
        if (action instanceof Action.Send send) {
            return copy(
                    "send",
                    action,
                    command(send),
                    JavaText.send(send, bench.desk().recipients(send)));
        }
        if (action instanceof Action.Report report) {
            return copy(
                    "report", action, Optional.of(command(report, bench.about().own())), report(report, false));
        }
        if (action instanceof Action.Again again) {
            return copy("again", action, Optional.empty(), again(again));
        }
        if (action instanceof Action.React react) {
            return copy("reactions", action, Optional.empty(), JavaText.react(react));
        }
        if (action instanceof Action.SetFault fault) {
            String command = "lienthong faults add --page " + port() + " "
                    + quoted(fault.order().words());
            return copy("faults", action, Optional.of(command), JavaText.fault(fault));
        }
        if (action instanceof Action.Expect expect) {
            String at = expect.at().orElse(bench.about().agencies().get(0));
            return copy("expect", action, Optional.empty(), JavaText.expect(expect, at));
        }
        return ofSurroundings(action);
    }

    private Copy ofSurroundings(Action action) {
        if (action instanceof Action.SetClock clock) {
            return copy("clock", action, Optional.empty(), JavaText.clock(clock));
        }
        if (action instanceof Action.SetLine line) {
            return copy(
                    "line",
                    action,
                    Optional.empty(),
                    JavaText.line(line, bench.about().own()));
        }
        if (action instanceof Action.EndFaults) {
            return Copy.of(
                    "curl -X DELETE -H 'Content-Type: application/json' " + address("/api/faults"),
                    Optional.of("lienthong faults clear --page " + port()),
                    JavaText.noFaults());
        }
        return copy("restart", action, Optional.empty(), JavaText.restart());
    }

    private JavaText again(Action.Again again) {
        SentMessages.Sent sent = bench.sent().find(again::means).orElseThrow();
        boolean same = again.as().equals(Action.Again.SAME);
        if (sent.order() instanceof Action.Report report) {
            return report(report, same);
        }
        Action.Send order = ((Action.Send) sent.order()).once();
        List<String> to = bench.desk().recipients(order);
        return same ? JavaText.twice(order, to) : JavaText.send(order, to);
    }

    private JavaText report(Action.Report report, boolean twice) {
        return JavaText.report(report, bench.about().own(), twice);
    }

    private Copy copy(String path, Action action, Optional<String> command, JavaText java) {
        String body = ExchangeJson.mapper().writeValueAsString(action);
        return Copy.of(
                "curl -H 'Content-Type: application/json' " + address("/api/" + path) + " -d " + quoted(body),
                command,
                java);
    }

    /** Only new documents: a recall needs the file that was sent. */
    private Optional<String> command(Action.Send order) {
        if (!order.isNew() || order.document().isPresent()) {
            return Optional.empty();
        }
        StringJoiner words = new StringJoiner(" ");
        words.add("lienthong send --client "
                + quoted(bench.clientFile(order.from()).toString()));
        words.add("--from " + order.from());
        words.add("--to " + String.join(",", bench.desk().recipients(order)));
        words.add("--number 1" + Drafts.NOTATION);
        words.add("--subject " + quoted(Drafts.subject(order)));
        order.urgency().filter(urgency -> urgency > 0).ifPresent(urgency -> words.add("--urgency " + urgency));
        return Optional.of(words.add(Drafts.FILE).toString());
    }

    /** How to wait for a message, and how the system under test can be stood in for that sent it. */
    Copy of(Entry entry) {
        StringJoiner query = new StringJoiner("&", address("/api/await?"), "");
        query.add("at=" + entry.at());
        query.add("from=" + entry.from());
        query.add("document=" + URLEncoder.encode(entry.document(), StandardCharsets.UTF_8));
        query.add("what=" + entry.what());
        Action.Expect wanted = new Action.Expect(
                Optional.of(entry.at()),
                Optional.of(entry.from()),
                Optional.of(entry.document()),
                Optional.empty(),
                Optional.of(entry.what()),
                "30s");
        return Copy.of("curl " + quoted(query.toString()), command(entry), JavaText.expect(wanted, entry.at()));
    }

    private String command(Action.Report report, String to) {
        String reason = report.reason().isBlank() ? "" : " --reason " + quoted(report.reason());
        return "lienthong report --client "
                + quoted(bench.clientFile(report.from()).toString()) + " --from " + report.from() + " --to " + to
                + " --status " + report.status() + reason + " " + quoted(report.document());
    }

    private Optional<String> command(Entry entry) {
        if (entry.isStatus()) {
            Action.Report report = new Action.Report(entry.from(), entry.document(), entry.what(), entry.subject());
            return Optional.of(command(report, entry.at()));
        }
        String client = " --client " + quoted(bench.clientFile(entry.from()).toString());
        if (entry.size() > MessageLog.LARGEST_SHOWN) {
            return Optional.empty(); // its file is not kept whole
        }
        String file = String.format(Locale.ROOT, "van-ban-%d.edxml", entry.number());
        return Optional.of("curl -o " + file + " " + address("/api/messages/" + entry.number() + "/file")
                + "\nlienthong send" + client + " " + file);
    }

    private int port() {
        return URI.create(origin).getPort();
    }

    private String address(String path) {
        return origin + path;
    }

    /** A word for a shell, whatever is in it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
