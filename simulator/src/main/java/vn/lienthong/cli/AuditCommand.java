// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.administration.AdministrationAnswer.LogView;
import vn.lienthong.broker.administration.AuditRequest;
import vn.lienthong.broker.audit.AuditEntry;
import vn.lienthong.broker.audit.AuditLog.Numbered;
import vn.lienthong.broker.audit.AuditQuery;

/** What operators did. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Show who did what at the exchange, and check that nobody changed the record.",
        footerHeading = "%nExamples:%n",
        footer = {"  lienthong audit list --operator lan", "  lienthong audit verify"})
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show what operators did, the newest first.",
            footer = {
                "%nExamples:%n  lienthong audit list --action suspend-agency --since 2026-11-01T00:00:00Z",
                "  lienthong audit list --limit 100000 --csv > audit.csv"
            })
    int list(
            @Mixin Output output,
            @Mixin DataOption data,
            @Mixin CsvOption csv,
            @Mixin AuditSelection selection,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "COUNT", description = "How many.") int limit)
            throws IOException {
        List<Numbered> entries = new ExchangeOffice(data.folder())
                .ask(new AuditRequest.FindEntries(selection.query(limit)))
                .entries();
        if (csv.isWanted(output)) {
            csv.print(
                    headings(output), entries.stream().map(AuditCommand::cells).toList());
            return 0;
        }
        output.show(
                entries,
                entries.isEmpty()
                        ? output.word("nothing", "không có gì")
                        : table(entries).toString());
        return 0;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Read the whole record again and check it. Exit code 1 if it is not what was signed.",
            footer = {"%nExample:%n  lienthong audit verify"})
    int verify(@Mixin Output output, @Mixin DataOption data) throws IOException {
        LogView log = new ExchangeOffice(data.folder()).ask(new AuditRequest.ShowAuditLog(true));
        output.show(
                log,
                log.size() + output.word(" entries, root ", " mục, gốc ") + log.root() + ", "
                        + log.problem()
                                .map(problem -> output.word("DAMAGED: ", "HỎNG: ") + problem)
                                .orElse(output.word("unchanged", "nguyên vẹn")));
        return log.problem().isPresent() ? 1 : 0;
    }

    private static Table table(List<Numbered> entries) {
        Table table = new Table("NO", "AT", "OPERATOR", "ROLE", "FROM", "ACTION", "OUTCOME", "WHY", "WHAT");
        entries.forEach(entry -> table.row(cells(entry).toArray()));
        return table;
    }

    private static List<?> cells(Numbered numbered) {
        AuditEntry entry = numbered.entry();
        return List.of(
                numbered.number(),
                LocalTime.of(entry.at()),
                entry.operator(),
                entry.role(),
                entry.origin(),
                entry.action(),
                entry.outcome(),
                entry.reason().or(entry::problem).orElse("-"),
                entry.details());
    }

    private static List<String> headings(Output output) {
        return output.word(
                List.of("no", "at", "operator", "role", "from", "action", "outcome", "why", "what"),
                List.of(
                        "số",
                        "lúc",
                        "người vận hành",
                        "vai trò",
                        "từ đâu",
                        "hành động",
                        "kết quả",
                        "lý do",
                        "chi tiết"));
    }

    /** Which entries are meant. */
    static final class AuditSelection {
        @Option(names = "--operator", paramLabel = "NAME", description = "Only what this operator did.")
        private Optional<String> operator = Optional.empty();

        @Option(names = "--action", paramLabel = "NAME", description = "Only this kind of action.")
        private Optional<String> action = Optional.empty();

        @Option(names = "--since", paramLabel = "TIME", description = "Only from this time on.")
        private Optional<Instant> since = Optional.empty();

        @Option(names = "--until", paramLabel = "TIME", description = "Only before this time.")
        private Optional<Instant> until = Optional.empty();

        @Option(names = "--text", paramLabel = "TEXT", description = "Only where this occurs.")
        private Optional<String> text = Optional.empty();

        AuditQuery query(int most) {
            return new AuditQuery(operator, action, since, until, text, Optional.empty(), most);
        }
    }
}
