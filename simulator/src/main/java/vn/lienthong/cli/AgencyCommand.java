// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.broker.administration.AdministrationAnswer.AgencyView;
import vn.lienthong.broker.administration.DirectoryRequest;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.protocol.EndpointId;

/** The agencies an exchange knows. */
@Command(
        name = "agency",
        mixinStandardHelpOptions = true,
        description = "List, show, add, suspend and resume agencies. Works whether the exchange runs or not.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong agency list --connected         who can be sent to",
            "  lienthong agency list 'Quảng Ninh'        find a code by a part of the name",
            "  lienthong agency show H49.13              one agency, its endpoint and its successors",
            "  lienthong agency add H49.13 --name 'Sở Khoa học và Công nghệ'",
            "  lienthong agency suspend H49.13 --because 'moves house'"
        })
final class AgencyCommand implements Runnable {
    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.CommandSpec spec = picocli.CommandLine.Model.CommandSpec.create();

    /** What a program reads after a change. */
    private record Changed(String agency, String change) {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List agencies: the national codes and those added here.",
            footer = {"%nExample:%n  lienthong agency list --connected --json"})
    int list(
            @Mixin Output output,
            @Mixin DataOption data,
            @Option(names = "--connected", description = "Only those an endpoint receives for.") boolean connected,
            @Parameters(arity = "0..1", paramLabel = "TEXT", description = "How the code begins, or words of the name.")
                    Optional<String> text)
            throws IOException {
        ExchangeOffice office = new ExchangeOffice(data.folder());
        List<AgencyView> agencies = (text.isPresent()
                        ? office.ask(new DirectoryRequest.FindAgencies(text.get(), Integer.MAX_VALUE))
                        : office.ask(new DirectoryRequest.ListAgencies()))
                .agencies().stream()
                        .filter(agency -> !connected || agency.endpoint().isPresent())
                        .toList();
        Table table = new Table("CODE", "ENDPOINT", "STATE", "NAME");
        agencies.forEach(agency -> table.row(agency.id(), endpoint(agency), state(agency), agency.name()));
        output.show(agencies, table.toString());
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show one agency.",
            footer = {"%nExample:%n  lienthong agency show G22"})
    int show(@Mixin Output output, @Mixin DataOption data, @Parameters(paramLabel = "CODE") AgencyId agency)
            throws IOException {
        AgencyView view = new ExchangeOffice(data.folder())
                .ask(new DirectoryRequest.ShowAgency(agency))
                .agencies()
                .get(0);
        String lines = String.join(
                System.lineSeparator(),
                view.id() + "  " + view.name(),
                "endpoint    " + endpoint(view),
                "state       " + state(view),
                "successors  " + (view.successors().isEmpty() ? "-" : codes(view.successors())),
                "contact     " + view.contact().orElse("-"),
                "takes       " + taken(view.limits().orElse(EndpointLimits.NONE)));
        output.show(view, lines);
        return 0;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Add an agency the national list does not have, or rename one.",
            footer = {"%nExample:%n  lienthong agency add H49.13 --name 'Sở Khoa học và Công nghệ'"})
    int add(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "CODE") AgencyId agency,
            @Option(names = "--name", required = true, description = "Its Vietnamese name.") String name)
            throws IOException {
        new ExchangeOffice(data.folder()).ask(new DirectoryRequest.AddAgency(agency, name));
        output.show(new Changed(agency.value(), "added"), output.word("added ", "đã thêm ") + agency);
        return 0;
    }

    @Command(
            name = "suspend",
            mixinStandardHelpOptions = true,
            description = "Refuse messages to an agency until it is resumed, or for some time.",
            footer = {"%nExample:%n  lienthong agency suspend H49.13 --because 'moves house' --for 8h"})
    int suspend(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "CODE") AgencyId agency,
            @Option(names = "--because", required = true, paramLabel = "TEXT", description = "Why, for those who ask.")
                    String reason,
            @Option(names = "--for", paramLabel = "DURATION", description = "When it is resumed by itself.")
                    Optional<Duration> time)
            throws IOException {
        Optional<Instant> until = time.map(Instant.now()::plus);
        new ExchangeOffice(data.folder())
                .ask(new DirectoryRequest.SuspendAgency(agency, true, Optional.of(reason), until));
        output.show(new Changed(agency.value(), "suspended"), output.word("suspended ", "đã tạm ngừng ") + agency);
        return 0;
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Take messages to a suspended agency again.",
            footer = {"%nExample:%n  lienthong agency resume H49.13"})
    int resume(
            @Mixin Output output,
            @Mixin DataOption data,
            @Parameters(paramLabel = "CODE") AgencyId agency,
            @Option(names = "--because", paramLabel = "TEXT", description = "Why, for the record.")
                    Optional<String> reason)
            throws IOException {
        new ExchangeOffice(data.folder())
                .ask(new DirectoryRequest.SuspendAgency(agency, false, reason, Optional.empty()));
        output.show(new Changed(agency.value(), "resumed"), output.word("resumed ", "đã hoạt động lại ") + agency);
        return 0;
    }

    private static String state(AgencyView agency) {
        return agency.closedSince()
                .map(day -> "closed " + day)
                .orElseGet(() -> agency.suspended() ? "suspended" : "open");
    }

    private static String taken(EndpointLimits limits) {
        return limits.taken().stream().map(Operation::english).collect(Collectors.joining(", "))
                + (limits.sealedOnly().orElse(false) ? "; sealed only" : "")
                + limits.messageSize().map(size -> "; up to " + size + " B").orElse("");
    }

    private static String endpoint(AgencyView agency) {
        return agency.endpoint().map(EndpointId::value).orElse("-");
    }

    static String codes(List<AgencyId> agencies) {
        return agencies.stream().map(AgencyId::value).collect(Collectors.joining(", "));
    }
}
