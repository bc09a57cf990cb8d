// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.administration.AdministrationAnswer.History;
import vn.lienthong.broker.administration.DirectoryRequest;
import vn.lienthong.broker.directory.DirectoryChange;
import vn.lienthong.broker.directory.DirectoryPlan;
import vn.lienthong.edxml.AgencyId;

/** The directory as a whole. */
@Command(
        name = "directory",
        mixinStandardHelpOptions = true,
        description = "Take a list of agencies into the directory, write one, and show who changed what.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong directory export agencies.csv",
            "  lienthong directory plan agencies.csv",
            "  lienthong directory apply agencies.csv",
            "  lienthong directory history H46"
        })
final class DirectoryCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For programs. */
    private record Exported(String file) {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description =
                    "Show what a list (CSV) would change: added, renamed, closed, reopened, moved. Exit code 1: it"
                            + " has problems.",
            footer = {"%nExample:%n  lienthong directory plan agencies.csv --json"})
    int plan(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "FILE", description = "The list.") Path file,
            @Option(names = "--limit", defaultValue = "20", paramLabel = "COUNT", description = "How many one by one.")
                    int limit)
            throws IOException {
        DirectoryPlan plan = new ExchangeOffice(data.folder())
                .ask(new DirectoryRequest.PlanList(file.toAbsolutePath()))
                .plan();
        output.show(plan, lines(output, plan, limit));
        return plan.problems().isEmpty() ? 0 : 1;
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Make the changes, all or none; they are in force at once.",
            footer = {"%nExample:%n  lienthong directory apply agencies.csv"})
    int apply(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "FILE", description = "The list.") Path file)
            throws IOException {
        DirectoryPlan plan = new ExchangeOffice(data.folder())
                .ask(new DirectoryRequest.ApplyList(file.toAbsolutePath()))
                .plan();
        output.show(plan, output.word("applied: ", "đã áp dụng: ") + counts(output, plan));
        return 0;
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Write all agencies, the national ones and those of this exchange, as CSV.",
            footer = {"%nExample:%n  lienthong directory export agencies.csv"})
    int export(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "FILE", description = "Where to.") Path file)
            throws IOException {
        Path target = file.toAbsolutePath();
        new ExchangeOffice(data.folder()).ask(new DirectoryRequest.ExportList(target));
        output.show(new Exported(target.toString()), output.word("written ", "đã ghi ") + target);
        return 0;
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Show who changed what and when.",
            footer = {"%nExample:%n  lienthong directory history H49.13"})
    int history(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(arity = "0..1", paramLabel = "CODE", description = "Only what concerns this agency.")
                    Optional<AgencyId> agency)
            throws IOException {
        History history = new ExchangeOffice(data.folder()).ask(new DirectoryRequest.ShowHistory(agency));
        Table table = new Table("NUMBER", "WHEN", "WHO", "WHAT");
        history.changes()
                .forEach(change ->
                        table.row(change.number(), LocalTime.of(change.at()), change.operator(), what(change)));
        output.show(history.changes(), table.toString());
        return 0;
    }

    private static String lines(Output output, DirectoryPlan plan, int limit) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(counts(output, plan));
        plan.problems().stream()
                .limit(limit)
                .forEach(problem -> lines.add(problem.code().code() + " " + problem.message(output.locale())));
        plan.entries().stream().limit(limit).forEach(entry -> lines.add(line(entry)));
        int left = Math.max(0, plan.problems().size() - limit)
                + Math.max(0, plan.entries().size() - limit);
        if (left > 0) {
            lines.add("… " + left);
        }
        return lines.toString();
    }

    private static String counts(Output output, DirectoryPlan plan) {
        return output.word("added ", "thêm ")
                + plan.count(DirectoryPlan.Kind.ADDED)
                + output.word(", renamed ", ", đổi tên ")
                + plan.count(DirectoryPlan.Kind.RENAMED)
                + output.word(", closed ", ", đóng mã ")
                + plan.count(DirectoryPlan.Kind.CLOSED)
                + output.word(", reopened ", ", mở lại ")
                + plan.count(DirectoryPlan.Kind.REOPENED)
                + output.word(", moved ", ", chuyển ")
                + plan.count(DirectoryPlan.Kind.MOVED)
                + output.word(", otherwise changed ", ", thay đổi khác ")
                + plan.count(DirectoryPlan.Kind.CHANGED)
                + output.word(", unchanged ", ", giữ nguyên ")
                + plan.unchanged()
                + output.word(", problems ", ", vấn đề ")
                + plan.problems().size();
    }

    private static String line(DirectoryPlan.Entry entry) {
        String kinds = entry.kinds().stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
        return kinds + ": " + entry.agency().id() + " " + entry.agency().name()
                + entry.agency().closedSince().map(day -> ", " + day).orElse("")
                + (entry.agency().successors().isEmpty()
                        ? ""
                        : " → " + AgencyCommand.codes(entry.agency().successors()))
                + (entry.movedTo().isEmpty() && entry.movedFrom().isEmpty()
                        ? ""
                        : " [" + entry.movedFrom().map(Object::toString).orElse("-") + " → "
                                + entry.movedTo().map(Object::toString).orElse("-") + "]");
    }

    private static String what(DirectoryChange change) {
        StringJoiner what = new StringJoiner("; ");
        if (!change.agencies().isEmpty()) {
            what.add(some(
                    "agencies ",
                    change.agencies().stream()
                            .map(agency -> agency.id().value())
                            .toList()));
        }
        if (!change.endpoints().isEmpty()) {
            what.add(some(
                    "endpoints ",
                    change.endpoints().stream()
                            .map(endpoint -> endpoint.id().value())
                            .toList()));
        }
        if (!change.removed().isEmpty()) {
            what.add(some(
                    "removed ", change.removed().stream().map(Object::toString).toList()));
        }
        return what.toString();
    }

    private static String some(String what, List<String> names) {
        int shown = 5;
        return what
                + names.stream().limit(shown).collect(Collectors.joining(", "))
                + (names.size() > shown ? " … " + names.size() : "");
    }
}
