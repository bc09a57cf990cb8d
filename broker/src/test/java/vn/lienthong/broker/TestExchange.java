// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;

/** A running exchange on a free port with a data folder of its own, and the ways in that its clients have. */
public final class TestExchange implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static {
        Awaitility.setDefaultTimeout(PATIENCE); // beside other tests everything takes longer
    }

    private final Path data;
    private final Properties settings;
    private StandingExchange exchange;

    private TestExchange(Path data, Properties settings) {
        this.data = data;
        this.settings = settings;
        this.exchange = started();
    }

    /**
     * Starts an exchange; the settings are written {@code key=value}. Unless they say so it gives no receipts, which would be
     * among the statuses that tests count, takes what is not signed, and has no console.
     */
    public static TestExchange start(Path data, String... settings) {
        Properties values = new Properties();
        values.setProperty("port", "0");
        values.setProperty("receipts", "none");
        values.setProperty("signatures", "accepted");
        values.setProperty("console.port", "none");
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            values.setProperty(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new TestExchange(data, values);
    }

    /** Registers an endpoint that hosts some agencies and makes its keys. */
    public TestExchange with(String endpoint, String... agencies) {
        List<AgencyId> hosted = Arrays.stream(agencies).map(AgencyId::new).toList();
        administration().addEndpoint(new Endpoint(new EndpointId(endpoint), "endpoint " + endpoint, hosted));
        administration().issueKeys(new EndpointId(endpoint), keys(endpoint).files());
        return this;
    }

    /** Signs an endpoint in. */
    public TestClient connect(String endpoint) throws JMSException {
        return TestClient.connect(keys(endpoint).url(port()));
    }

    /** The keys of an endpoint; they may not have been made. */
    public TestKeys keys(String endpoint) {
        return new TestKeys(folder().endpointKeys(new EndpointId(endpoint)));
    }

    public CertificateAuthority authority() {
        return CertificateAuthority.open(folder().authority());
    }

    public DataFolder folder() {
        return new DataFolder(data);
    }

    public Administration administration() {
        return exchange.broker().administration();
    }

    public int port() {
        return exchange.broker().port();
    }

    /** Where its console is. */
    public int consolePort() {
        return exchange.broker().consolePort().orElseThrow();
    }

    /** What stands in one queue. */
    public QueueFacts queue(String name) {
        return administration().queues().stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no queue " + name));
    }

    /** How many documents an endpoint has to fetch. */
    public long inboxSize(String endpoint) {
        return queue(Addresses.inbox(new EndpointId(endpoint))).messages();
    }

    /** Waits until an endpoint has so many documents to fetch; the count follows an accepted send at a small distance. */
    public void awaitInbox(String endpoint, long documents) {
        awaitQueue(Addresses.inbox(new EndpointId(endpoint)), documents);
    }

    /** Waits until a queue holds so many messages. */
    public void awaitQueue(String name, long messages) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(queue(name).messages())
                .as("messages in " + name)
                .isEqualTo(messages));
    }

    /** The files in a folder of the data folder. */
    public List<Path> files(String subfolder) {
        try (Stream<Path> files = Files.list(data.resolve(subfolder))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops. */
    public void stop() {
        exchange.close();
    }

    /** Removes a file or folder of the data folder, with the files beside it that belong to it. */
    public void delete(String name) throws IOException {
        try (Stream<Path> found = Files.walk(data)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                if (data.relativize(path).toString().startsWith(name)) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Stops and starts again over the same data. */
    public void restart() {
        exchange.close();
        exchange = started();
    }

    /**
     * Another exchange that starts from what is on disk at this moment, as this one would after its machine was switched
     * off: nothing was closed, nothing written back.
     */
    public TestExchange afterCrash(Path copy) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = copy.resolve(data.relativize(file).toString());
                Files.createDirectories(target.getParent());
                try {
                    if (attributes.isRegularFile()) {
                        Files.copy(file, target);
                    }
                } catch (NoSuchFileException e) {
                    // gone meanwhile: it would not be there after a crash either
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return new TestExchange(copy, settings);
    }

    @Override
    public void close() {
        exchange.close();
    }

    private StandingExchange started() {
        StandingExchange started = new StandingExchange(BrokerConfig.of(settings, data));
        started.start();
        return started;
    }
}
