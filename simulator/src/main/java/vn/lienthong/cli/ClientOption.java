// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;

/** Which endpoint a command acts as. */
final class ClientOption {
    private static final String VARIABLE = "LIENTHONG_CLIENT";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--client",
            paramLabel = "FILE",
            description =
                    "Client configuration, as written by 'lienthong endpoint add'; default $LIENTHONG_CLIENT, else"
                            + " ./exchange.properties.")
    private Optional<Path> file = Optional.empty();

    ClientConfig config() {
        Path path = file.or(() -> ((Lienthong) spec.root().userObject())
                        .surroundings()
                        .variable(VARIABLE)
                        .map(Path::of))
                .orElse(Path.of("exchange.properties"));
        if (!Files.isReadable(path)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no client configuration at " + path + "; give one with --client FILE or $" + VARIABLE);
        }
        return ClientConfig.load(path);
    }

    ExchangeClient connect() {
        return ExchangeClient.connect(config());
    }
}
