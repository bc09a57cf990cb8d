// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.administration.AdministrationAnswer.SystemView;
import vn.lienthong.broker.administration.Diagnostics;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.broker.console.Texts;
import vn.lienthong.broker.disk.DiskReport;
import vn.lienthong.broker.enrolment.KeyWatch.Ending;

/** The exchange itself. */
@Command(
        name = "system",
        mixinStandardHelpOptions = true,
        description = "Show what a running exchange is: versions, memory, disk, journal, ledger, effective settings.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {"  lienthong system show --settings", "  lienthong system diagnostics --to diagnostics.zip"})
final class SystemCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What a program reads after the diagnostics are written. */
    private record Written(Path file, long bytes) {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show versions, memory, disk, journal and ledger, and the settings as they count.",
            footer = {"%nExample:%n  lienthong system show --settings"})
    int show(
            @Mixin Output output,
            @Mixin DataOption data,
            @Mixin CsvOption csv,
            @Option(
                            names = "--settings",
                            description = "Also every setting; secrets stand in files of their own and are not shown.")
                    boolean settings)
            throws IOException {
        SystemView system = new ExchangeOffice(data.folder()).ask(new MonitoringRequest.ShowSystem());
        List<List<?>> facts = facts(output.texts(), system);
        if (settings) {
            system.settings().forEach((name, value) -> facts.add(List.of(name, value)));
        }
        if (csv.isWanted(output)) {
            csv.print(output.word(List.of("what", "value"), List.of("nội dung", "giá trị")), facts);
        } else {
            output.show(system, table(facts));
        }
        return 0;
    }

    @Command(
            name = "diagnostics",
            mixinStandardHelpOptions = true,
            description = "Write what somebody who helps from afar wants to see first into a ZIP file; no content of"
                    + " documents, no secrets.",
            footer = {"%nExample:%n  lienthong system diagnostics --to diagnostics.zip"})
    int diagnostics(
            @Mixin Output output,
            @Mixin DataOption data,
            @Option(names = "--to", required = true, paramLabel = "FILE", description = "A file that is made.")
                    Path file)
            throws IOException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        Diagnostics.write(new ExchangeOffice(data.folder())::ask, bundle);
        Files.write(file, bundle.toByteArray(), StandardOpenOption.CREATE_NEW);
        output.show(new Written(file, bundle.size()), output.word("written: ", "đã ghi: ") + file);
        return 0;
    }

    private static String table(List<List<?>> facts) {
        Table table = new Table();
        facts.forEach(fact -> table.row(fact.toArray()));
        return table.toString();
    }

    private static List<List<?>> facts(Texts texts, SystemView system) {
        List<List<?>> facts = new ArrayList<>();
        facts.add(List.of(texts.text("system.version"), system.version()));
        facts.add(List.of("Java", system.java()));
        facts.add(List.of(texts.text("system.messaging"), system.messaging()));
        system.database().ifPresent(database -> facts.add(List.of(texts.text("system.database"), database)));
        facts.add(List.of(texts.text("system.started"), LocalTime.of(system.started())));
        facts.add(List.of(
                texts.text("system.memory"),
                texts.text("system.of", texts.bytes(system.memoryUsed()), texts.bytes(system.memoryLimit()))));
        facts.add(List.of(texts.text("system.disk"), disk(texts, system)));
        facts.add(List.of(
                texts.text("system.journal"),
                texts.text(
                        "system.journal.files",
                        system.journal().files(),
                        texts.bytes(system.journal().bytes()))));
        system.ledger()
                .ifPresent(ledger -> facts.add(List.of(
                        texts.text("system.ledger"),
                        texts.text(ledger.reachable() ? "system.ledger.good" : "system.ledger.away", ledger.lag()))));
        system.ending().forEach(ending -> facts.add(List.of(texts.text("system.ending"), ending(ending))));
        return facts;
    }

    private static String disk(Texts texts, SystemView system) {
        DiskReport disk = system.disk();
        return texts.text("system.disk.used", disk.percent(), texts.bytes(disk.usableBytes()))
                + ". "
                + texts.text(
                        "system.disk.limits",
                        disk.limits().alarm(),
                        disk.limits().refuse())
                + system.diskFullIn()
                        .map(time -> " " + texts.text("system.disk.forecast", texts.duration(time)))
                        .orElse("");
    }

    private static String ending(Ending ending) {
        return String.join(" ", ending.holder(), ending.purpose(), LocalTime.of(ending.until()));
    }
}
