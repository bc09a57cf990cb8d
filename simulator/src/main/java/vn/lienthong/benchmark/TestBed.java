// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.broker.Broker;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.simulator.TemporaryFolder;

/**
 * A JVM with an exchange and, beside it, a plain broker of the same version with the same settings, keys and disk. Only one
 * of them has work at a time.
 */
final class TestBed implements AutoCloseable {
    /** The endpoint that sends; hosts {@link #SENDING_AGENCY}. */
    static final EndpointId SENDER = new EndpointId("bench-sender");
    /** The endpoint that receives; hosts {@link #RECEIVING_AGENCY}. */
    static final EndpointId RECEIVER = new EndpointId("bench-receiver");

    static final AgencyId SENDING_AGENCY = new AgencyId("H29");
    static final AgencyId RECEIVING_AGENCY = new AgencyId("G22");

    private final TemporaryFolder folder;
    private final ChildProcess process;
    private final Ports ports;

    /** Where the two listen. */
    record Ports(int exchange, int plain) {}

    private TestBed(TemporaryFolder folder, ChildProcess process, Ports ports) {
        this.folder = folder;
        this.process = process;
        this.ports = ports;
    }

    /** Starts it in a folder of its own, with so many further endpoints {@code fan-1…} that host an agency each. */
    static TestBed start(DataSize heap, int furtherEndpoints) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("lienthong-bench-");
        ChildProcess process = ChildProcess.start(
                TestBed.class, heap, List.of(folder.path().toString(), Integer.toString(furtherEndpoints)));
        Ports ports = JsonMapper.shared().readValue(process.answer(), Ports.class);
        return new TestBed(folder, process, ports);
    }

    ClientConfig client(EndpointId endpoint) {
        return ClientConfig.of("localhost", ports.exchange(), keys(endpoint));
    }

    ClientConfig plainClient(EndpointId endpoint) {
        return ClientConfig.of("localhost", ports.plain(), keys(endpoint));
    }

    Path data() {
        return folder.path().resolve("exchange");
    }

    ChildProcess process() {
        return process;
    }

    static AgencyId fanAgency(int number) {
        return new AgencyId(String.format("%s.%04d", SENDING_AGENCY, number));
    }

    private Path keys(EndpointId endpoint) {
        return new DataFolder(data()).endpointKeys(endpoint).folder();
    }

    /** Stops it and deletes everything. */
    @Override
    public void close() throws IOException {
        process.close();
        folder.close();
    }

    /** Runs both until standard input ends. A failure ends the process, whose threads would keep it alive. */
    public static void main(String[] arguments) {
        try {
            serve(arguments);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int further = Integer.parseInt(arguments[1]);
        Properties values = new Properties();
        values.setProperty("port", "0");
        values.setProperty("limit.message-size", "8g");
        BrokerConfig config = BrokerConfig.of(values, folder.resolve("exchange"));
        DataFolder data = new DataFolder(config.data());
        try (Broker broker = new Broker(config)) {
            broker.start();
            broker.administration().addEndpoints(endpoints(further));
            CertificateAuthority authority = CertificateAuthority.open(data.authority());
            authority.issueEndpoint(SENDER, data.endpointKeys(SENDER));
            authority.issueEndpoint(RECEIVER, data.endpointKeys(RECEIVER));
            try (PlainBroker plain = PlainBroker.start(folder.resolve("plain"), data.serverKeys())) {
                Answers.print(JsonMapper.shared().writeValueAsString(new Ports(broker.port(), plain.port())));
                System.in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
    }

    private static List<Endpoint> endpoints(int further) {
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(new Endpoint(SENDER, "sends", List.of(SENDING_AGENCY)));
        endpoints.add(new Endpoint(RECEIVER, "receives", List.of(RECEIVING_AGENCY)));
        for (int i = 1; i <= further; i++) {
            endpoints.add(new Endpoint(new EndpointId("fan-" + i), "recipient " + i, List.of(fanAgency(i))));
        }
        return endpoints;
    }
}
