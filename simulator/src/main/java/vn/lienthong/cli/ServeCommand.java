// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.StandingExchange;

/** Runs an exchange. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Run an exchange until Ctrl-C or SIGTERM. Everything it keeps is in one data folder; the first start"
                        + " makes it, with a certificate authority for development.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong serve                         with defaults: data in ./data, port 5671 of this machine alone",
            "  lienthong serve --data /srv/lienthong --port 5672",
            "  lienthong serve --config exchange.conf  every setting; all mistakes in it are told at once",
            "",
            "A configuration file has lines such as: data = /srv/lienthong, host = 0.0.0.0, port = 5671,",
            "host-names = trao-doi.example.vn, limit.message-size = 70m, redelivery.attempts = 10."
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on; default 127.0.0.1.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "TLS port; default 5671; 0 takes a free one.")
    private Optional<Integer> port = Optional.empty();

    /** For programs. */
    private record Ready(boolean ready, String host, int port, String data, Optional<String> console) {}

    @Override
    public Integer call() throws IOException {
        Properties own = new Properties();
        host.ifPresent(value -> own.setProperty("host", value));
        port.ifPresent(value -> own.setProperty("port", String.valueOf(value)));
        BrokerConfig config = data.config(own);
        StandingExchange exchange = new StandingExchange(config);
        try {
            exchange.start();
        } catch (RuntimeException e) {
            exchange.close();
            throw e;
        }
        int listening = exchange.broker().port();
        Optional<String> console =
                exchange.broker().consolePort().flatMap(any -> new DataFolder(config.data()).lastConsole());
        output.show(
                new Ready(true, config.host(), listening, config.data().toString(), console),
                output.word("Exchange is ready on ", "Trục liên thông đã sẵn sàng tại ") + config.host() + ":"
                        + listening + output.word(", data in ", ", dữ liệu trong ") + config.data()
                        + console.map(address -> output.word(", console at ", ", bảng điều hành tại ") + address)
                                .orElse("")
                        + output.word("; Ctrl-C stops it", "; nhấn Ctrl-C để dừng"));
        new RunningUntilStopped().await(exchange::close);
        return 0;
    }
}
