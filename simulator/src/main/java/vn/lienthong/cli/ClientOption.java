// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.protocol.Problem;

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
        ExchangeClient client = ExchangeClient.connect(config());
        if (client.outbox().isEmpty()) { // one with an outbox may have no connection for long, and its log tells
            client.clockProblem().ifPresent(this::warn);
        }
        return client;
    }

    private void warn(Problem problem) {
        PrintWriter err = spec.commandLine().getErr();
        Locale locale = ((Lienthong) spec.root().userObject()).locale();
        err.println(problem.code().code() + " " + problem.message(locale));
        err.flush();
    }
}
