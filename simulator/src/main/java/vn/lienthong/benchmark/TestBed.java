// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.broker.Broker;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.AdministrationSocket;
import vn.lienthong.broker.administration.KeyRequest;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.Validity;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.simulator.TemporaryFolder;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyFolder;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.PublicCertificate;

/**
 * A JVM with an exchange and, beside it, a plain broker of the same version with the same settings, keys and disk; if
 * asked, also an exchange that gives no receipts and one without a ledger. Only one of them has work at a time.
 */
final class TestBed implements AutoCloseable {
    /** The endpoint that sends; hosts {@link #SENDING_AGENCY}. */
    static final EndpointId SENDER = new EndpointId("bench-sender");
    /** The endpoint that receives; hosts {@link #RECEIVING_AGENCY}. */
    static final EndpointId RECEIVER = new EndpointId("bench-receiver");

    static final AgencyId SENDING_AGENCY = new AgencyId("H29");
    static final AgencyId RECEIVING_AGENCY = new AgencyId("G22");

    private static final String EXCHANGE = "exchange";
    /** Beside the trust store: the keys in the exchange's log that are the endpoint's own. */
    private static final String KNOWN_KEYS = "known-keys";

    private static final String UNRECEIPTED = "unreceipted";
    private static final String UNRECORDED = "unrecorded";

    private final TemporaryFolder folder;
    private final ChildProcess process;
    private final Ports ports;

    /** Where they listen; no port: not started. */
    record Ports(int exchange, int unreceipted, int unrecorded, int plain, int console) {}

    /**
     * What is in it beside an exchange and a plain broker, how much memory an exchange has for messages, and the file of a ledger
     * it begins with.
     */
    record Further(int endpoints, boolean lesser, DataSize memory, Optional<Path> ledger) {
        private static final DataSize USUAL_MEMORY = DataSize.ofMebibytes(64);
        static final Further NOTHING = new Further(0, false);

        Further(int endpoints, boolean lesser) {
            this(endpoints, lesser, USUAL_MEMORY);
        }

        Further(int endpoints, boolean lesser, DataSize memory) {
            this(endpoints, lesser, memory, Optional.empty());
        }

        static Further of(int endpoints, Path ledger) {
            return new Further(endpoints, false, USUAL_MEMORY, Optional.of(ledger));
        }
    }

    /** Two endpoints, one of which sends to the other. */
    record Pair(EndpointId sender, AgencyId from, EndpointId receiver, AgencyId to) {
        static final Pair USUAL = new Pair(SENDER, SENDING_AGENCY, RECEIVER, RECEIVING_AGENCY);

        /** Two of the further endpoints. */
        static Pair of(int sender, int receiver) {
            return new Pair(fanEndpoint(sender), fanAgency(sender), fanEndpoint(receiver), fanAgency(receiver));
        }
    }

    private TestBed(TemporaryFolder folder, ChildProcess process, Ports ports) {
        this.folder = folder;
        this.process = process;
        this.ports = ports;
    }

    /**
     * Starts it in a folder of its own.
     *
     * @param further so many endpoints {@code fan-1…} that host an agency each, and the exchanges that do less
     */
    static TestBed start(DataSize heap, Further further) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("lienthong-bench-");
        ChildProcess process = ChildProcess.start(
                TestBed.class,
                heap,
                List.of(
                        folder.path().toString(),
                        Integer.toString(further.endpoints()),
                        Boolean.toString(further.lesser()),
                        Long.toString(further.memory().bytes()),
                        further.ledger().map(Path::toString).orElse("")));
        Ports ports = JsonMapper.shared().readValue(process.answer(), Ports.class);
        return new TestBed(folder, process, ports);
    }

    ClientConfig client(EndpointId endpoint) {
        return ClientConfig.of("localhost", ports.exchange(), keys(EXCHANGE, endpoint));
    }

    /** To the exchange that gives no receipts. */
    ClientConfig unreceiptedClient(EndpointId endpoint) {
        return ClientConfig.of("localhost", ports.unreceipted(), keys(UNRECEIPTED, endpoint));
    }

    /** To the exchange without a ledger. */
    ClientConfig unrecordedClient(EndpointId endpoint) {
        return ClientConfig.of("localhost", ports.unrecorded(), keys(UNRECORDED, endpoint));
    }

    ClientConfig plainClient(EndpointId endpoint) {
        return ClientConfig.of("localhost", ports.plain(), keys(EXCHANGE, endpoint));
    }

    Path data() {
        return folder.path().resolve(EXCHANGE);
    }

    int consolePort() {
        return ports.console();
    }

    ChildProcess process() {
        return process;
    }

    /** How long processors have worked for the brokers and for those who use them here. */
    Duration processorTime() {
        return process.processorTime()
                .plus(ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
    }

    /** A client of one of the further endpoints, for which it makes keys, and which knows them also where it does not use them. */
    ClientConfig furtherClient(EndpointId endpoint) {
        DataFolder folderOfData = new DataFolder(data());
        Path folderOfKeys = folderOfData.endpointKeys(endpoint).folder();
        try {
            AdministrationSocket.ask(
                    folderOfData.administrationSocket(), new KeyRequest.IssueKeys(endpoint, folderOfKeys));
            List<String> known = new ArrayList<>();
            for (KeyPurpose purpose : KeyPurpose.values()) {
                known.add(Fingerprint.of(
                                new KeyFolder(folderOfKeys).current(purpose).certificate())
                        .value());
            }
            Files.write(folderOfKeys.resolve(KNOWN_KEYS), known);
        } catch (IOException e) {
            throw new UncheckedIOException("the exchange made no keys", e);
        }
        return client(endpoint);
    }

    /** The same with a key of another kind for a purpose. */
    ClientConfig furtherClient(EndpointId endpoint, Map<KeyPurpose, KeyAlgorithm> kinds) {
        ClientConfig client = furtherClient(endpoint);
        DataFolder folderOfData = new DataFolder(data());
        CertificateAuthority authority = CertificateAuthority.open(folderOfData.authority());
        KeyFolder keys = new KeyFolder(folderOfData.endpointKeys(endpoint).folder());
        try {
            for (Map.Entry<KeyPurpose, KeyAlgorithm> kind : kinds.entrySet()) {
                KeyPair pair = kind.getValue().newKeyPair();
                X509Certificate certificate = authority.certify(
                        endpoint,
                        kind.getKey(),
                        pair.getPublic(),
                        Validity.startingAt(Instant.now(), CertificateAuthority.ENDPOINT_VALIDITY));
                AdministrationSocket.ask(
                        folderOfData.administrationSocket(),
                        new KeyRequest.RegisterKey(
                                endpoint,
                                kind.getKey().wireName(),
                                List.of(Base64.getEncoder().encodeToString(PublicCertificate.encode(certificate)))));
                keys.put(kind.getKey(), new CertifiedKey(pair.getPrivate(), certificate));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the exchange registered no keys", e);
        }
        return client;
    }

    static EndpointId fanEndpoint(int number) {
        return new EndpointId("fan-" + number);
    }

    static AgencyId fanAgency(int number) {
        return new AgencyId(String.format("%s.%04d", SENDING_AGENCY, number));
    }

    private Path keys(String exchange, EndpointId endpoint) {
        return new DataFolder(folder.path().resolve(exchange))
                .endpointKeys(endpoint)
                .folder();
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
        Further further = new Further(
                Integer.parseInt(arguments[1]),
                Boolean.parseBoolean(arguments[2]),
                new DataSize(Long.parseLong(arguments[3])),
                Optional.of(arguments[4]).filter(name -> !name.isEmpty()).map(Path::of));
        if (further.ledger().isPresent()) {
            DataFolder data = new DataFolder(Files.createDirectories(folder.resolve(EXCHANGE)));
            Files.copy(further.ledger().get(), data.ledger());
        }
        boolean lesser = further.lesser();
        try (Broker exchange = exchange(folder.resolve(EXCHANGE), Map.of(), further);
                Broker unreceipted =
                        lesser ? exchange(folder.resolve(UNRECEIPTED), Map.of("receipts", "none"), further) : null;
                Broker unrecorded = lesser
                        ? exchange(folder.resolve(UNRECORDED), Map.of("ledger.database", "none"), further)
                        : null;
                PlainBroker plain = PlainBroker.start(
                        folder.resolve("plain"), new DataFolder(folder.resolve(EXCHANGE)).serverKeys())) {
            Ports ports = new Ports(
                    exchange.port(),
                    port(unreceipted),
                    port(unrecorded),
                    plain.port(),
                    exchange.consolePort().orElse(0));
            Answers.print(JsonMapper.shared().writeValueAsString(ports));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static int port(@Nullable Broker broker) {
        return broker == null ? 0 : broker.port();
    }

    private static Broker exchange(Path folder, Map<String, String> settings, Further further) {
        Properties values = new Properties();
        values.putAll(settings);
        values.setProperty("port", "0");
        values.setProperty("limit.message-size", "8g");
        values.setProperty("signatures", "accepted");
        values.setProperty("memory.messages", Long.toString(further.memory().bytes()));
        Broker broker = new Broker(BrokerConfig.of(values, folder));
        broker.start();
        broker.administration().addEndpoints(endpoints(further.endpoints()));
        DataFolder data = new DataFolder(folder);
        broker.administration().issueKeys(SENDER, data.endpointKeys(SENDER));
        broker.administration().issueKeys(RECEIVER, data.endpointKeys(RECEIVER));
        return broker;
    }

    private static List<Endpoint> endpoints(int further) {
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(new Endpoint(SENDER, "sends", List.of(SENDING_AGENCY)));
        endpoints.add(new Endpoint(RECEIVER, "receives", List.of(RECEIVING_AGENCY)));
        for (int i = 1; i <= further; i++) {
            endpoints.add(new Endpoint(fanEndpoint(i), "recipient " + i, List.of(fanAgency(i))));
        }
        return endpoints;
    }
}
