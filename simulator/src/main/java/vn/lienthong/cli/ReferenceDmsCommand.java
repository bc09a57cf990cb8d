// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.orders.OrderServer;
import vn.lienthong.referencedms.BrokenConduct;
import vn.lienthong.referencedms.ReferenceDms;

/** Runs the reference system. */
@Command(
        name = "reference-dms",
        mixinStandardHelpOptions = true,
        description =
                "Run the reference document-management system: a small one that takes orders over HTTP on loopback.",
        footerHeading = "%nExample:%n",
        footer =
                "  lienthong reference-dms --client data/endpoints/hue/exchange.properties --agency H57 --folder dms --orders 9090")
final class ReferenceDmsCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ClientOption client = new ClientOption();

    @Option(names = "--agency", required = true, paramLabel = "AGENCY", description = "Whose system it is.")
    private AgencyId agency = new AgencyId("H29");

    @Option(names = "--folder", required = true, paramLabel = "FOLDER", description = "Where it keeps its documents.")
    private Path folder = Path.of("dms");

    @Option(names = "--orders", paramLabel = "PORT", description = "Where it takes orders; default a free port.")
    private int port;

    @Option(names = "--broken", paramLabel = "F1..F13", description = "With one bug.")
    private Optional<BrokenConduct> broken = Optional.empty();

    /** For programs. */
    private record Ready(String agency, String orders) {}

    @Override
    public Integer call() {
        ReferenceDms dms = broken.isPresent()
                ? ReferenceDms.start(client.config(), agency, folder, broken.get())
                : ReferenceDms.start(client.config(), agency, folder);
        OrderServer server = serve(dms);
        String address = "http://localhost:" + server.port() + "/orders";
        output.show(
                new Ready(agency.value(), address),
                output.word("takes orders at ", "nhận lệnh tại ")
                        + address
                        + output.word("; Ctrl-C stops it", "; nhấn Ctrl-C để dừng"));
        new RunningUntilStopped().await(() -> {
            server.close();
            dms.close();
        });
        return 0;
    }

    private OrderServer serve(ReferenceDms dms) {
        try {
            return new OrderServer(port, dms.desk());
        } catch (RuntimeException e) {
            dms.close(); // the port is taken
            throw e;
        }
    }
}
