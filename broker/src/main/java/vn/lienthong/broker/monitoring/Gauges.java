// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.lienthong.broker.ledger.DeadlineRule;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;

/** What is at one moment, as figures. Not thread-safe: one thread shows. */
final class Gauges {
    private static final int PERCENT = 100;

    private final MultiGauge messages;
    private final MultiGauge oldest;
    private final MultiGauge consumers;
    private final MultiGauge connections;
    private final MultiGauge deadLetters;
    private final MultiGauge overdue;
    private final MultiGauge certificates;
    private final MultiGauge single;

    Gauges(MeterRegistry registry) {
        messages = gauge(registry, "lienthong.queue.messages", "Messages in the queue of an endpoint");
        oldest = gauge(registry, "lienthong.queue.oldest.seconds", "Age of the oldest message in the queue");
        consumers = gauge(registry, "lienthong.queue.consumers", "Consumers at the queue of an endpoint");
        connections = gauge(registry, "lienthong.endpoint.connections", "Connections of an endpoint");
        deadLetters = gauge(registry, "lienthong.dead.letters", "Dead letters by reason");
        overdue = gauge(registry, "lienthong.overdue.deliveries", "Overdue deliveries by rule");
        certificates = gauge(registry, "lienthong.certificate.days", "Days until a certificate ends, below 31");
        single = gauge(registry, "lienthong.state", "State of the exchange: ledger and disk");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    void show(Observation now) {
        List<Row<?>> depth = new ArrayList<>();
        List<Row<?>> age = new ArrayList<>();
        List<Row<?>> readers = new ArrayList<>();
        for (QueueFacts queue : now.queues()) {
            tags(queue.name()).ifPresent(tags -> {
                depth.add(Row.of(tags, queue.messages()));
                age.add(Row.of(tags, queue.oldestAge().map(Duration::toSeconds).orElse(0L)));
                readers.add(Row.of(tags, queue.consumers()));
            });
        }
        messages.register(depth, true);
        oldest.register(age, true);
        consumers.register(readers, true);
        connections.register(
                rows(now.endpoints().entrySet().stream()
                        .map(entry -> Row.of(
                                Tags.of("endpoint", entry.getKey().value()),
                                entry.getValue().connections()))
                        .toList()),
                true);
        deadLetters.register(
                rows(now.deadLetters().stream()
                        .map(cause -> Row.of(
                                Tags.of(
                                        "endpoint",
                                        cause.endpoint().map(EndpointId::value).orElse("-"),
                                        "code",
                                        cause.reason().split(" ", 2)[0],
                                        "kind",
                                        cause.kind().wireName()),
                                cause.count()))
                        .toList()),
                true);
        showRest(now);
    }

    private void showRest(Observation now) {
        certificates.register(
                rows(now.ending().stream()
                        .map(ending ->
                                Row.of(Tags.of("holder", ending.holder(), "purpose", ending.purpose()), ending.days()))
                        .toList()),
                true);
        List<Row<?>> states = new ArrayList<>();
        states.add(state("disk_used_ratio", now.disk().percent() / (double) PERCENT));
        states.add(state("disk_alarm_ratio", now.disk().limits().alarm() / (double) PERCENT));
        states.add(state("disk_refuse_ratio", now.disk().limits().refuse() / (double) PERCENT));
        states.add(state("disk_free_bytes", (double) now.disk().usableBytes()));
        now.ledger().ifPresent(ledger -> {
            states.add(state("ledger_lag_events", (double) ledger.lag()));
            states.add(state("ledger_reachable", ledger.reachable() ? 1 : 0));
            overdue.register(
                    rows(Arrays.stream(DeadlineRule.values())
                            .map(rule -> Row.of(
                                    Tags.of("rule", rule.name().toLowerCase(Locale.ROOT)),
                                    ledger.overdue().getOrDefault(rule, 0L)))
                            .toList()),
                    true);
        });
        single.register(states, true);
    }

    private static Row<?> state(String what, double value) {
        return Row.of(Tags.of("what", what), value);
    }

    private static Iterable<Row<?>> rows(List<? extends Row<?>> rows) {
        return List.copyOf(rows);
    }

    private static Optional<Tags> tags(String queue) {
        Optional<EndpointId> inbox = Addresses.endpointOfInbox(queue);
        return inbox.isPresent()
                ? inbox.map(endpoint -> Tags.of("endpoint", endpoint.value(), "queue", "inbox"))
                : Addresses.endpointOfStatuses(queue)
                        .map(endpoint -> Tags.of("endpoint", endpoint.value(), "queue", "statuses"));
    }
}
