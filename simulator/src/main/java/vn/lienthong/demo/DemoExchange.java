// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.demo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import vn.lienthong.broker.Broker;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.simulator.SimulatedAgency;

/** An exchange with its own authority, and the participants connected to it. */
final class DemoExchange implements AutoCloseable {
    private final DataFolder data;
    private final Broker broker;
    private final Map<Participant, SimulatedAgency> agencies = new LinkedHashMap<>();

    private DemoExchange(DataFolder data, Broker broker) {
        this.data = data;
        this.broker = broker;
    }

    /** Starts everything in a folder. */
    static DemoExchange start(Path folder, SimulatedAgency.Observer observer) {
        Properties values = new Properties();
        values.setProperty("port", "0");
        BrokerConfig config = BrokerConfig.of(values, folder);
        Broker broker = new Broker(config);
        DemoExchange exchange = new DemoExchange(new DataFolder(folder), broker);
        try {
            broker.start();
            Participant.ALL.forEach(exchange::register);
            Participant.ALL.forEach(participant -> exchange.agencies.put(
                    participant, SimulatedAgency.start(exchange.client(participant), participant.script(), observer)));
        } catch (RuntimeException e) {
            exchange.close();
            throw e;
        }
        return exchange;
    }

    SimulatedAgency agency(Participant participant) {
        SimulatedAgency agency = agencies.get(participant);
        if (agency == null) {
            throw new IllegalArgumentException(participant.name() + " takes no part");
        }
        return agency;
    }

    long duplicates() {
        return agencies.values().stream().mapToLong(SimulatedAgency::duplicates).sum();
    }

    int port() {
        return broker.port();
    }

    Path folder() {
        return data.path();
    }

    @Override
    public void close() {
        agencies.values().forEach(SimulatedAgency::close);
        broker.close();
    }

    private void register(Participant participant) {
        broker.administration().issueKeys(participant.endpoint(), data.endpointKeys(participant.endpoint()));
        broker.administration()
                .addEndpoint(new Endpoint(participant.endpoint(), participant.name(), List.of(participant.agency())));
    }

    private ClientConfig client(Participant participant) {
        return ClientConfig.of(
                "localhost",
                broker.port(),
                data.endpointKeys(participant.endpoint()).folder());
    }
}
