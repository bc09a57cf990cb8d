// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.TestClient;
import vn.lienthong.broker.TestKeys;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.DirectoryPolicy;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.disk.DiskLimits;
import vn.lienthong.broker.disk.DiskSpace;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.broker.keys.KeyStanding;
import vn.lienthong.broker.mailbox.Traffic;
import vn.lienthong.broker.routing.Router;
import vn.lienthong.broker.routing.RoutingLimits;
import vn.lienthong.broker.routing.StatementCheck;
import vn.lienthong.broker.routing.StatementPolicy;
import vn.lienthong.broker.sealing.KeyPackages;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.trust.StatementVerifier;
import vn.lienthong.trust.TrustedAuthorities;

/** The embedded broker alone, with its inside open to the tests of this package. */
final class MessagingFixture implements AutoCloseable {
    private final DataFolder folder;
    private final Directory directory;
    private final KeyDesk keys;
    private final KeyPackages packages;
    private final MessagingServer messaging;

    MessagingFixture(Path data, Clock clock) throws IOException {
        folder = new DataFolder(data);
        keys = KeyDesk.open(folder.keyFolders(), List.of(), Clock.systemUTC());
        if (!Files.exists(folder.serverKeys().keys())) {
            keys.authority().issueServer(List.of("localhost"), folder.serverKeys());
        }
        directory = new Directory(folder.directory(), DirectoryPolicy.DEFAULT, Clock.systemUTC());
        Router router = new Router(
                directory,
                new RoutingLimits(DataSize.ofMebibytes(10), 100),
                new DiskWatch(() -> new DiskSpace.Usage(0, 1), DiskLimits.USUAL),
                clock);
        packages = new KeyPackages(folder.keyPackages(), clock);
        StatementCheck statements = new StatementCheck(
                new StatementVerifier(
                        new TrustedAuthorities(List.of(keys.authority().certificate())),
                        StatementVerifier.registeredIn(keys.register())),
                new StatementPolicy(false, false),
                packages,
                endpoint -> false);
        messaging = new MessagingServer(
                settings(),
                directory,
                new MessagingServer.Checks(keys.register(), KeyStanding.NOTHING_TO_ASK, router, statements),
                Optional.empty(),
                new Instruments(Traffic.IGNORED, new SimpleMeterRegistry()));
        messaging.start();
    }

    MessagingFixture with(String endpoint, String... agencies) {
        EndpointId id = new EndpointId(endpoint);
        messaging.open(id);
        directory.put(
                List.of(new Endpoint(
                        id, endpoint, Arrays.stream(agencies).map(AgencyId::new).toList())),
                "-");
        keys.issue(id, folder.endpointKeys(id), "-");
        return this;
    }

    TestClient connect(String endpoint) throws JMSException {
        return TestClient.connect(new TestKeys(folder.endpointKeys(new EndpointId(endpoint))).url(messaging.port()));
    }

    MessagingServer messaging() {
        return messaging;
    }

    Directory directory() {
        return directory;
    }

    @Override
    public void close() {
        messaging.close();
        packages.close();
        keys.close();
    }

    private MessagingSettings settings() {
        KeyFiles keys = folder.serverKeys();
        return new MessagingSettings(
                folder.path(),
                new MessagingSettings.Listener("127.0.0.1", 0, keys.keys(), keys.trust(), keys.password()),
                new Redelivery(3, Duration.ofMillis(100), Duration.ofSeconds(1)),
                DataSize.ofMebibytes(16),
                64);
    }
}
