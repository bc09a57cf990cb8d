// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.disk.DiskReport;
import vn.lienthong.broker.ledger.DeadlineRule;
import vn.lienthong.broker.ledger.ResponseBook.Report;
import vn.lienthong.broker.ledger.ResponseReport;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.broker.monitoring.Observation.LedgerState;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;

/** What is at one moment, as figures. Not thread-safe: one thread shows. */
final class Gauges {
    private static final double PERCENT = 100;
    private static final String EVERYBODY = "*";
    private static final String MEDIAN = "0.5";
    private static final String SLOWEST = "0.95";

    private final Family messages;
    private final Family oldest;
    private final Family consumers;
    private final Family connections;
    private final Family deadLetters;
    private final Family overdue;
    private final Family certificates;
    private final Family delivered;
    private final Family answered;
    private final Family answerTime;
    private final Family single;
    private final List<Family> all;
    private Map<String, Sum> sums = Map.of();
    private @Nullable Instant counted;

    private record Sum(long delivered, long answered) {
        private static final Sum NOTHING = new Sum(0, 0);

        Sum and(Sum other) {
            return new Sum(delivered + other.delivered, answered + other.answered);
        }
    }

    Gauges(MeterRegistry registry) {
        messages = new Family(registry, "lienthong.queue.messages", "Messages in the queue of an endpoint");
        oldest = new Family(registry, "lienthong.queue.oldest.seconds", "Age of the oldest message in the queue");
        consumers = new Family(registry, "lienthong.queue.consumers", "Consumers at the queue of an endpoint");
        connections = new Family(registry, "lienthong.endpoint.connections", "Connections of an endpoint");
        deadLetters = new Family(registry, "lienthong.dead.letters", "Dead letters by reason");
        overdue = new Family(registry, "lienthong.overdue.deliveries", "Overdue deliveries by rule");
        certificates = new Family(registry, "lienthong.certificate.days", "Days until a certificate ends, below 31");
        delivered = new Family(
                registry,
                "lienthong.responses.delivered",
                "Documents delivered in the last thirty days, by ministry or province");
        answered = new Family(registry, "lienthong.responses.answered", "Those of them that were received or refused");
        answerTime = new Family(
                registry,
                "lienthong.responses.seconds",
                "Working time in which half and 95 % of the answers of a ministry or province itself came");
        single = new Family(registry, "lienthong.state", "State of the exchange: ledger and disk");
        all = List.of(
                messages,
                oldest,
                consumers,
                connections,
                deadLetters,
                overdue,
                certificates,
                delivered,
                answered,
                answerTime,
                single);
    }

    void show(Observation now, Optional<Duration> diskFullIn, Report responses) {
        now.queues().forEach(this::show);
        now.endpoints()
                .forEach((endpoint, presence) ->
                        connections.set(Tags.of("endpoint", endpoint.value()), presence.connections()));
        now.deadLetters()
                .forEach(cause -> deadLetters.set(
                        Tags.of(
                                "endpoint",
                                cause.endpoint().map(EndpointId::value).orElse("-"),
                                "code",
                                cause.code(),
                                "kind",
                                cause.kind().wireName()),
                        cause.count()));
        now.ending()
                .forEach(ending -> certificates.set(
                        Tags.of("holder", ending.holder(), "purpose", ending.purpose()), ending.days()));
        show(responses);
        show(now.disk());
        diskFullIn.ifPresent(time -> state("disk_full_seconds", time.toSeconds()));
        now.ledger().ifPresent(this::show);
        all.forEach(Family::end);
    }

    private void show(QueueFacts queue) {
        tags(queue.name()).ifPresent(tags -> {
            messages.set(tags, queue.messages());
            oldest.set(tags, queue.oldestAge().map(Duration::toSeconds).orElse(0L));
            consumers.set(tags, queue.consumers());
        });
    }

    private void show(Report responses) {
        if (!responses.at().equals(counted)) {
            sums = sums(responses);
            counted = responses.at();
        }
        sums.forEach((agency, sum) -> {
            delivered.set(Tags.of("agency", agency), sum.delivered());
            answered.set(Tags.of("agency", agency), sum.answered());
        });
        responses.agencies().stream()
                .filter(report -> top(report.agency()).equals(report.agency().value()))
                .forEach(report -> {
                    show(report, MEDIAN, report.median());
                    show(report, SLOWEST, report.slowest());
                });
    }

    private void show(ResponseReport report, String quantile, Optional<Duration> time) {
        time.ifPresent(length ->
                answerTime.set(Tags.of("agency", report.agency().value(), "quantile", quantile), length.toSeconds()));
    }

    /** There may be a hundred thousand agencies, but few ministries and provinces. */
    private static Map<String, Sum> sums(Report responses) {
        Map<String, Sum> sums = new HashMap<>();
        sums.put(EVERYBODY, Sum.NOTHING);
        for (ResponseReport report : responses.agencies()) {
            Sum own = new Sum(report.delivered(), report.answered());
            sums.merge(EVERYBODY, own, Sum::and);
            sums.merge(top(report.agency()), own, Sum::and);
        }
        return sums;
    }

    private static String top(AgencyId agency) {
        int end = agency.value().indexOf('.');
        return end < 0 ? agency.value() : agency.value().substring(0, end);
    }

    private void show(DiskReport disk) {
        state("disk_used_ratio", disk.percent() / PERCENT);
        state("disk_alarm_ratio", disk.limits().alarm() / PERCENT);
        state("disk_refuse_ratio", disk.limits().refuse() / PERCENT);
        state("disk_free_bytes", disk.usableBytes());
    }

    private void show(LedgerState ledger) {
        state("ledger_lag_events", ledger.lag());
        state("ledger_set_aside_events", ledger.setAside());
        state("ledger_reachable", ledger.reachable() ? 1 : 0);
        for (DeadlineRule rule : DeadlineRule.values()) {
            overdue.set(
                    Tags.of("rule", rule.name().toLowerCase(Locale.ROOT)),
                    ledger.overdue().getOrDefault(rule, 0L));
        }
    }

    private void state(String what, Number value) {
        single.set(Tags.of("what", what), value);
    }

    private static Optional<Tags> tags(String queue) {
        Optional<EndpointId> inbox = Addresses.endpointOfInbox(queue);
        return inbox.isPresent()
                ? inbox.map(endpoint -> Tags.of("endpoint", endpoint.value(), "queue", "inbox"))
                : Addresses.endpointOfStatuses(queue)
                        .map(endpoint -> Tags.of("endpoint", endpoint.value(), "queue", "statuses"));
    }
}
