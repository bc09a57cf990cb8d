// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.administration.AdministrationAnswer.LedgerFacts;
import vn.lienthong.broker.administration.DeliveryRequest;

/** The ledger's database. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "See how far the ledger is, and fill its database again from the event log.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong ledger status",
            "  lienthong ledger rebuild       after the database was lost or changed by hand"
        })
final class LedgerCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Show how many events wait for the ledger, and how many it could not take.",
            footer = {"%nExample:%n  lienthong ledger status --json"})
    int status(@Mixin Output output, @Mixin DataOption data) throws IOException {
        LedgerFacts facts = new ExchangeOffice(data.folder()).ask(new DeliveryRequest.ShowLedger());
        String lag = facts.lag() + output.word(" events wait for the ledger", " sự kiện đang chờ ghi vào sổ");
        output.show(
                facts,
                facts.setAside() == 0
                        ? lag
                        : lag
                                + output.word("; it went on without ", "; đã bỏ qua ")
                                + facts.setAside()
                                + output.word(" events", " sự kiện"));
        return 0;
    }

    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            description = "Empty the database and fill it again from the events that are kept. Documents flow on.",
            footer = {"%nExample:%n  lienthong ledger rebuild"})
    int rebuild(@Mixin Output output, @Mixin DataOption data) throws IOException {
        LedgerFacts facts = new ExchangeOffice(data.folder()).ask(new DeliveryRequest.RebuildLedger());
        String reach = facts.oldestEvent() == 1
                ? output.word("all events are kept, it will be complete", "mọi sự kiện còn lưu, sổ sẽ đầy đủ")
                : output.word(
                        "events before number " + facts.oldestEvent() + " are no longer kept, it begins there",
                        "các sự kiện trước số " + facts.oldestEvent() + " không còn lưu, sổ bắt đầu từ đó");
        output.show(facts, output.word("rebuilding; ", "đang dựng lại; ") + reach);
        return 0;
    }
}
