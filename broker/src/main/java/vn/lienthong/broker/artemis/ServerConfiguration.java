// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.MessageReferenceImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import vn.lienthong.protocol.Addresses;

/** Translates our settings into those of the embedded broker. What differs from its defaults has a reason beside it. */
public final class ServerConfiguration {
    /** The name of the one acceptor. */
    public static final String ACCEPTOR = "exchange";

    /** Files of 10 MB. */
    private static final int COMPACT_FROM_FILES = 100;

    private static final int PAGE_BYTES = 10 * 1024 * 1024;

    /** The register remembers them all; the broker's own memory keeps two of the same apart that come at once. */
    private static final int IDS_REMEMBERED = 20_000;

    /** Only the last one counts. */
    private static final int POSITIONS_REMEMBERED = 10;

    private static final int UNLIMITED = -1;

    /** Of references that are on their way into a queue; the usual 8,192 take 32 KiB for each of the three queues of an endpoint. */
    private static final int QUEUE_BUFFER = 64;

    /** An inbox moves to disk by itself when it holds more than one message for so much memory. */
    private static final long MEMORY_OF_A_MESSAGE = 64 * 1024;

    /** Statuses count like documents, by their references; receipts are no submissions and count whole. */
    private static final int STATUSES_PART_OF_SHARE = 4;

    /** So many deep queues may read ahead from disk before they take as much memory again as messages have. */
    private static final long SHARES = 32;

    private static final long SMALLEST_SHARE = 1024 * 1024;

    private static final long EXPIRY_SCAN_MILLIS = 5_000;
    private static final double BACK_OFF = 2.0;

    private final MessagingSettings settings;

    /** A translation of some settings. */
    public ServerConfiguration(MessagingSettings settings) {
        this.settings = settings;
    }

    /**
     * The configuration of a broker.
     *
     * @throws IOException if the data folder cannot be written
     */
    public Configuration build() throws IOException {
        Path data = settings.data();
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("lienthong");
        configuration.setPersistenceEnabled(true);
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalDirectory(data.resolve("journal").toString());
        configuration.setBindingsDirectory(data.resolve("bindings").toString());
        configuration.setPagingDirectory(data.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(data.resolve("large-messages").toString());
        // The embedded default of 3.3 ms costs a single sender nine tenths of its rate.
        configuration.setJournalBufferTimeout_NIO(
                Math.toIntExact(JournalCalibration.bufferTimeout(data).toNanos()));
        // Remembered submission ids keep old files alive; at the default of 10 files the broker would compact all the
        // time.
        configuration.setJournalCompactMinFiles(COMPACT_FROM_FILES);
        // After a crash an attempt must not look like the first one again.
        configuration.setPersistDeliveryCountBeforeDelivery(true);
        configuration.setMessageExpiryScanPeriod(EXPIRY_SCAN_MILLIS);
        configuration.setGlobalMaxSize(settings.memory().bytes());
        // Its own limit would make senders wait for ever without a word, statuses and acknowledgements included, which
        // make room.
        // DiskWatch refuses long before with a reason.
        configuration.setMaxDiskUsage(UNLIMITED);
        configuration.setJMXManagementEnabled(false);
        secure(configuration);
        configuration.addAcceptorConfiguration(
                new TransportConfiguration(NettyAcceptorFactory.class.getName(), acceptor(), ACCEPTOR));
        configuration.addAddressSetting("#", addressSettings());
        limitQueues(configuration);
        // Events wait for the event log as long as it takes.
        configuration.addAddressSetting(
                Addresses.LEDGER, addressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(0));
        // Answers nobody waits for any more go to an address without a queue, that is, away.
        configuration.addAddressSetting(
                Addresses.allAnswers(),
                addressSettings()
                        .setExpiryAddress(SimpleString.of(Addresses.INQUIRIES))
                        .setDeadLetterAddress(SimpleString.of(Addresses.INQUIRIES)));
        configuration.addAddressSetting(Addresses.SUBMIT, addressSettings().setIDCacheSize(IDS_REMEMBERED));
        configuration.addAddressSetting(
                StatusesOutlet.POSITIONS.toString(), addressSettings().setIDCacheSize(POSITIONS_REMEMBERED));
        return configuration;
    }

    /** Permissions are decided anew each time: the broker's caches go by login name, which a client chooses freely. */
    private static void secure(ConfigurationImpl configuration) {
        configuration.setSecurityEnabled(true);
        configuration.setAuthenticationCacheSize(0);
        configuration.setAuthorizationCacheSize(0);
    }

    private Map<String, Object> acceptor() {
        MessagingSettings.Listener listen = settings.listen();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(TransportConstants.HOST_PROP_NAME, listen.host());
        parameters.put(TransportConstants.PORT_PROP_NAME, listen.port());
        parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, "CORE,AMQP,STOMP");
        parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
        parameters.put(TransportConstants.NEED_CLIENT_AUTH_PROP_NAME, true);
        parameters.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.3");
        parameters.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12");
        parameters.put(TransportConstants.KEYSTORE_PATH_PROP_NAME, listen.keys().toString());
        parameters.put(TransportConstants.TRUSTSTORE_TYPE_PROP_NAME, "PKCS12");
        parameters.put(
                TransportConstants.TRUSTSTORE_PATH_PROP_NAME, listen.trust().toString());
        PasswordFile.use(
                parameters,
                listen.password(),
                TransportConstants.KEYSTORE_PASSWORD_PROP_NAME,
                TransportConstants.TRUSTSTORE_PASSWORD_PROP_NAME);
        parameters.put("saslMechanisms", "EXTERNAL");
        // What the gate writes on a message that the AMQP side streams to disk would be lost on delivery, and a forged
        // sender would stand. So it holds messages in memory; above this size it streams, and the gate refuses.
        parameters.put("amqpMinLargeMessageSize", SubmissionGate.LARGEST_AMQP_MESSAGE);
        return parameters;
    }

    private AddressSettings addressSettings() {
        Redelivery redelivery = settings.redelivery();
        return new AddressSettings()
                .setAutoCreateAddresses(false)
                .setEnableMetrics(
                        false) // twenty figures for each queue of each endpoint; the exchange shows those it means
                .setAutoCreateQueues(false)
                .setAutoDeleteAddresses(false)
                .setAutoDeleteQueues(false)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                // Without these two addresses the broker drops what is dead or expired.
                .setDeadLetterAddress(SimpleString.of(Addresses.DEAD_LETTERS))
                .setExpiryAddress(SimpleString.of(Addresses.EXPIRED))
                .setMaxDeliveryAttempts(redelivery.attempts())
                .setRedeliveryDelay(redelivery.delay().toMillis())
                .setRedeliveryMultiplier(BACK_OFF)
                .setMaxRedeliveryDelay(redelivery.longestDelay().toMillis())
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setPageSizeBytes(PAGE_BYTES)
                .setInitialQueueBufferSize(QUEUE_BUFFER)
                .setPrefetchPageBytes(Math.toIntExact(Math.min(share(), PAGE_BYTES)));
    }

    /**
     * When queues move to disk, each by itself. Without a limit of its own, the one deep inbox that fills the memory for messages
     * would take every other queue to disk with it, for as long as its recipient is away. What counts for an inbox are not the
     * bodies, which are the submission address's, but the references to them, all of one size: so it is a number of messages.
     */
    private void limitQueues(ConfigurationImpl configuration) {
        long messages = Math.max(1, settings.memory().bytes() / MEMORY_OF_A_MESSAGE);
        long inbox = messages * MessageReferenceImpl.getMemoryEstimate();
        configuration.addAddressSetting(
                Addresses.allInboxes(), addressSettings().setMaxSizeBytes(inbox));
        configuration.addAddressSetting(
                Addresses.allStatuses(), addressSettings().setMaxSizeBytes(share() / STATUSES_PART_OF_SHARE));
        // What ends here is copied to the address and counts whole.
        for (String end : List.of(Addresses.DEAD_LETTERS, Addresses.EXPIRED)) {
            configuration.addAddressSetting(end, addressSettings().setMaxSizeBytes(share()));
        }
    }

    private long share() {
        return Math.max(SMALLEST_SHARE, settings.memory().bytes() / SHARES);
    }
}
