// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;

/** Which exchange a command is about: the one with this data folder. */
final class DataOption {
    private static final Path DEFAULT = Path.of("data");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder of the exchange; default ./data.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file of the exchange, instead of --data.")
    private Optional<Path> config = Optional.empty();

    DataFolder folder() throws IOException {
        return new DataFolder(config().data());
    }

    /** The configuration with some settings of the command's own, or the file as it is. */
    BrokerConfig config(Properties own) throws IOException {
        if (config.isPresent() && (data.isPresent() || !own.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "with --config, everything else belongs into the configuration file");
        }
        return config.isPresent()
                ? BrokerConfig.load(config.get())
                : BrokerConfig.of(own, data.orElse(DEFAULT).toAbsolutePath().normalize());
    }

    BrokerConfig config() throws IOException {
        return config(new Properties());
    }
}
