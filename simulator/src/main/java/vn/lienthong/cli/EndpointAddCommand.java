// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.DirectoryRequest;
import vn.lienthong.broker.administration.KeyRequest;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.testkit.ClientFile;

/** Registers an endpoint and makes everything it needs to connect. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Register a system and make its key, its certificate and its client configuration. The development"
                        + " authority in the data folder signs; hand the written folder to whoever runs the system, and to nobody"
                        + " else.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong endpoint add vpcp --agency G22",
            "  lienthong endpoint add vpcp --agency G22 --without-keys     then: lienthong endpoint invite vpcp",
            "  lienthong endpoint add quangninh --agency H49 --agency K49 --name 'Quảng Ninh' --out /media/usb",
            "  lienthong endpoint add vpcp --agency G22 --replace     new keys, or other agencies"
        })
final class EndpointAddCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "NAME", description = "Its name: letters, digits, dots, dashes, underscores.")
    private EndpointId endpoint = new EndpointId("endpoint");

    @Option(
            names = "--agency",
            required = true,
            split = ",",
            paramLabel = "CODE",
            description = "An agency it receives and sends for, with all below it; may be repeated.")
    private List<AgencyId> agencies = List.of();

    @Option(names = "--name", paramLabel = "TEXT", description = "What people call it; default NAME.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for key, certificate and configuration; default endpoints/NAME in the data folder.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Name under which it reaches the exchange; default the first of host-names.")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the exchange; default the one it last listened on.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--limit-size",
            paramLabel = "SIZE",
            description = "Largest body it sends or is sent, such as 20m; default that of the exchange.")
    private Optional<DataSize> messageSize = Optional.empty();

    @Option(
            names = "--limit-depth",
            paramLabel = "COUNT",
            description = "How many documents may wait for it before more are refused; default any number.")
    private Optional<Long> inboxDepth = Optional.empty();

    @Option(
            names = "--limit-rate",
            paramLabel = "COUNT",
            description = "How many documents it may hand in a minute; default any number.")
    private Optional<Integer> documentsPerMinute = Optional.empty();

    @Option(
            names = "--limit-connections",
            paramLabel = "COUNT",
            description = "How many connections it may have open; default that of the exchange.")
    private Optional<Integer> connections = Optional.empty();

    @Option(names = "--sealed-only", description = "Documents that it sends or is sent must be sealed.")
    private boolean sealedOnly;

    @Option(
            names = "--operations",
            split = ",",
            converter = OperationConverter.class,
            paramLabel = "NAME",
            description = "What documents it is sent may do: new, recall, update, replace; default all.")
    private List<Operation> operations = List.of();

    @Option(names = "--replace", description = "The endpoint may exist already: give it these agencies and new keys.")
    private boolean replace;

    @Option(
            names = "--without-keys",
            description = "Make no keys: the system makes them itself, with a token of 'lienthong endpoint invite'.")
    private boolean withoutKeys;

    /** For programs. */
    private record Added(String endpoint, List<String> agencies, String folder, String configuration) {}

    /** For programs. */
    private record AddedWithoutKeys(String endpoint, List<String> agencies) {}

    @Override
    public Integer call() throws IOException {
        BrokerConfig config = data.config();
        DataFolder folder = new DataFolder(config.data());
        ExchangeOffice office = new ExchangeOffice(folder);
        KeyFiles keys =
                out.map(path -> new KeyFiles(path.toAbsolutePath().normalize())).orElse(folder.endpointKeys(endpoint));
        Path configuration = keys.folder().resolve("exchange.properties");
        if (!replace) {
            refuseToReplace(office, configuration);
        }
        List<String> codes = agencies.stream().map(AgencyId::value).toList();
        office.ask(new DirectoryRequest.AddEndpoint(endpoint, name.orElse(endpoint.value()), agencies, limits()));
        if (withoutKeys) {
            output.show(
                    new AddedWithoutKeys(endpoint.value(), codes),
                    output.word("added ", "đã thêm ")
                            + endpoint
                            + output.word(
                                    "; it enrols with: lienthong endpoint invite ",
                                    "; đăng ký khóa bằng: lienthong endpoint invite ")
                            + endpoint);
            return 0;
        }
        office.ask(new KeyRequest.IssueKeys(endpoint, keys.folder().toAbsolutePath()));
        String text = configuration(config, folder);
        write(configuration, text);
        output.show(
                new Added(endpoint.value(), codes, keys.folder().toString(), configuration.toString()),
                "# " + configuration + System.lineSeparator() + text.stripTrailing());
        return 0;
    }

    private Optional<EndpointLimits> limits() {
        EndpointLimits limits = new EndpointLimits(
                messageSize.map(DataSize::bytes),
                inboxDepth,
                documentsPerMinute,
                connections,
                Optional.of(sealedOnly).filter(only -> only),
                Optional.of(operations).filter(some -> !some.isEmpty()));
        return limits.equals(EndpointLimits.NONE) ? Optional.empty() : Optional.of(limits);
    }

    private void refuseToReplace(ExchangeOffice office, Path configuration) throws IOException {
        boolean known = office.ask(new DirectoryRequest.ListEndpoints()).endpoints().stream()
                .anyMatch(view -> view.id().equals(endpoint));
        if (known) {
            throw new CommandFailure(ErrorCode.EXISTS_ALREADY.with("endpoint " + endpoint, "--replace"));
        }
        if (!withoutKeys && Files.exists(configuration)) {
            throw new CommandFailure(ErrorCode.EXISTS_ALREADY.with(configuration.toString(), "--replace"));
        }
    }

    private String configuration(BrokerConfig config, DataFolder folder) {
        return ClientFile.text(
                endpoint,
                host.orElse(config.hostNames().get(0)),
                port.or(folder::lastPort).orElse(config.port()));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
