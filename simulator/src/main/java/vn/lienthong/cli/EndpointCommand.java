// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.administration.AdministrationAnswer.EndpointView;
import vn.lienthong.broker.administration.AdministrationAnswer.Invitation;
import vn.lienthong.broker.administration.DirectoryRequest;
import vn.lienthong.broker.administration.KeyRequest;
import vn.lienthong.protocol.EndpointId;

/** The connected systems of an exchange. */
@Command(
        name = "endpoint",
        mixinStandardHelpOptions = true,
        description =
                "List, add and remove endpoints: the systems that connect. Works whether the exchange runs or not.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EndpointAddCommand.class, EndpointStatesCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong endpoint add quangninh --agency H49 --agency K49",
            "  lienthong endpoint list",
            "  lienthong endpoint states                 who is connected, and what waits for whom",
            "  lienthong endpoint remove quangninh       its connections end, what waits becomes dead letters"
        })
final class EndpointCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What a program reads after a change. */
    private record Removed(String endpoint, String change) {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List endpoints and the agencies they receive for.",
            footer = {"%nExample:%n  lienthong endpoint list --json"})
    int list(@Mixin Output output, @Mixin DataOption data) throws IOException {
        List<EndpointView> endpoints = new ExchangeOffice(data.folder())
                .ask(new DirectoryRequest.ListEndpoints())
                .endpoints();
        Table table = new Table("ENDPOINT", "AGENCIES", "NAME");
        endpoints.forEach(
                endpoint -> table.row(endpoint.id(), AgencyCommand.codes(endpoint.agencies()), endpoint.name()));
        output.show(endpoints, table.toString());
        return 0;
    }

    @Command(
            name = "invite",
            mixinStandardHelpOptions = true,
            description =
                    "Make a token with which whoever runs an endpoint makes its keys there and gets their certificates,"
                            + " once. Hand it over so that nobody else reads it.",
            footer = {"%nExample:%n  lienthong endpoint invite quangninh --valid-for 4h"})
    int invite(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "NAME") EndpointId endpoint,
            @Option(
                            names = "--valid-for",
                            defaultValue = "1h",
                            paramLabel = "DURATION",
                            description = "How long, up to 7d; default 1h.")
                    Duration validFor)
            throws IOException {
        Invitation invitation = new ExchangeOffice(data.folder()).ask(new KeyRequest.Invite(endpoint, validFor));
        output.show(invitation, invitation.token());
        output.notes()
                .println(output.word("good once, until ", "dùng một lần, đến ")
                        + LocalTime.of(invitation.until())
                        + output.word("; at the endpoint: ", "; tại hệ thống: ")
                        + "lienthong enrol --token … --folder DIR");
        return 0;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description =
                    "Remove an endpoint: it can do nothing from now on; documents that wait for it become dead letters.",
            footer = {"%nExample:%n  lienthong endpoint remove quangninh"})
    int remove(@Mixin Output output, @Mixin DataOption data, @Parameters(paramLabel = "NAME") EndpointId endpoint)
            throws IOException {
        new ExchangeOffice(data.folder()).ask(new DirectoryRequest.RemoveEndpoint(endpoint));
        output.show(new Removed(endpoint.value(), "removed"), output.word("removed ", "đã xóa ") + endpoint);
        return 0;
    }
}
