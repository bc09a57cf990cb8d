// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.fixture.ExchangeFixture;

/** A real exchange and the applications connected to it, as {@link World} names them. */
final class Participants implements AutoCloseable {
    static final int MOST_ATTEMPTS = 4;

    /** What a client waits for is never further away than a restart. */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);

    private final ExchangeFixture exchange;
    private final Map<String, ExchangeClient> senders = new HashMap<>();
    private final Map<String, ClientConfig> configs = new HashMap<>();
    private final Map<String, Recipient> recipients = new TreeMap<>();
    private final Tally statusesHeard = new Tally();
    private final Tally receiptsHeard = new Tally();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

    Participants(Path data, Map<String, String> ledger) {
        Map<String, String> settings = new HashMap<>(ledger);
        settings.put("dead-letters.discard", "alone");
        // Inboxes stay in memory: of what is in pages, attempts are forgotten at a restart (decision 3).
        settings.put("memory.messages", "1g");
        settings.put("redelivery.attempts", String.valueOf(MOST_ATTEMPTS));
        settings.put("redelivery.delay", "5ms");
        settings.put("redelivery.longest-delay", "5ms");
        exchange = ExchangeFixture.start(data, settings);
        World.SENDERS.forEach(this::addSender);
        World.RECIPIENTS.forEach((endpoint, agencies) ->
                recipients.put(endpoint, new Recipient(endpoint, connect(endpoint, agencies), statusesHeard)));
    }

    private void addSender(String endpoint, List<AgencyId> agencies) {
        ExchangeClient client = connect(endpoint, agencies);
        senders.put(endpoint, client);
        client.inbox()
                .onDocument(delivery -> unexpected.add(endpoint + " was handed " + delivery.document()))
                .onStatus(update -> statusesHeard.add(
                        endpoint, ReferenceModel.statusLine(update.document().value(), update.from(), update.status())))
                .onReceipt(receipt -> receiptsHeard.add(
                        endpoint,
                        ReferenceModel.receiptLine(
                                receipt.kind(),
                                receipt.document().value(),
                                receipt.submission().value(),
                                receipt.recipients())))
                .open();
    }

    private ExchangeClient connect(String endpoint, List<AgencyId> agencies) {
        ClientConfig config = exchange.endpoint(
                        endpoint, agencies.stream().map(AgencyId::value).toArray(String[]::new))
                .withSendTimeout(SEND_TIMEOUT);
        configs.put(endpoint, config);
        return exchange.connect(config);
    }

    ExchangeFixture exchange() {
        return exchange;
    }

    Administration administration() {
        return exchange.broker().administration();
    }

    /** The application at an endpoint that sends. */
    ExchangeClient sender(String endpoint) {
        return senders.get(endpoint);
    }

    /** How an endpoint connects. */
    ClientConfig config(String endpoint) {
        return configs.get(endpoint);
    }

    Recipient recipient(String endpoint) {
        return recipients.get(endpoint);
    }

    Collection<Recipient> recipients() {
        return recipients.values();
    }

    /** The application that speaks for a recipient. */
    ExchangeClient clientOf(AgencyId agency) {
        return recipients.get(World.endpointOf(agency)).client();
    }

    Tally statusesHeard() {
        return statusesHeard;
    }

    Tally receiptsHeard() {
        return receiptsHeard;
    }

    /** What must never have come. */
    Collection<String> unexpected() {
        return unexpected;
    }

    @Override
    public void close() {
        exchange.close();
    }
}
