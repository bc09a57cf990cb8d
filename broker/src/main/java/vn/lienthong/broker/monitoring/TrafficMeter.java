// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.broker.mailbox.Traffic;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.MessageKind;

/**
 * Counts what passes: from the events of the log, which are what really happened, and, where those do not tell, from the path of
 * messages itself. Thread-safe.
 */
final class TrafficMeter implements Traffic {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        Duration.ofHours(8),
        Duration.ofDays(1),
        Duration.ofDays(7)
    };

    private static final String ENDPOINT = "endpoint";

    private final MeterRegistry registry;
    private final Counter deliveries;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder recipients = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder statuses = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder expired = new LongAdder();
    private final Map<MessageKind, Timer> waited = new EnumMap<>(MessageKind.class);

    TrafficMeter(MeterRegistry registry) {
        this.registry = registry;
        deliveries = Counter.builder("lienthong.deliveries.accepted")
                .description("Recipients of documents accepted since the start")
                .register(registry);
        waited.put(
                MessageKind.DOCUMENT,
                timer("lienthong.delivery.wait", "Time from the acceptance of a document to its acknowledgement"));
        waited.put(
                MessageKind.STATUS,
                timer("lienthong.status.wait", "Time from the acceptance of a status to its acknowledgement"));
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public void refused(ErrorCode code) {
        refused.increment();
        Counter.builder("lienthong.refusals")
                .description("Submissions refused since the start, by their first problem")
                .tag("code", code.code())
                .register(registry)
                .increment();
    }

    @Override
    public void taken(MessageKind kind, Duration time) {
        Optional.ofNullable(waited.get(kind)).ifPresent(timer -> timer.record(time));
    }

    /** Counts what happened. */
    void count(Event event) {
        if (event instanceof DocumentAccepted document) {
            accepted.increment();
            Counter.builder("lienthong.documents.accepted")
                    .description("Documents accepted since the start, by the endpoint that sent them")
                    .tag(ENDPOINT, document.submission().sender().value())
                    .register(registry)
                    .increment();
            recipients.add(document.recipients().size());
            deliveries.increment(document.recipients().size());
        } else if (event instanceof StatusAccepted status) {
            statuses.increment();
            Counter.builder("lienthong.statuses.accepted")
                    .description("Statuses accepted since the start, by their code and who sent them")
                    .tag(ENDPOINT, status.submission().sender().value())
                    .tag("status", status.status().code())
                    .register(registry)
                    .increment();
        } else if (event instanceof MessageEnded end && end.kind() == MessageKind.DOCUMENT) {
            ended(end);
        }
    }

    private void ended(MessageEnded end) {
        int count = end.recipients().size();
        switch (end.end()) {
            case TAKEN -> delivered.add(count);
            case EXPIRED -> expired.add(count);
            case DEAD -> dead.add(count);
            case WITHDRAWN -> {}
        }
        Counter.builder("lienthong.deliveries.ended")
                .description("Deliveries that ended since the start, by the endpoint they were for and by how")
                .tag(ENDPOINT, end.endpoint().value())
                .tag(
                        "end",
                        switch (end.end()) {
                            case TAKEN -> "delivered";
                            case EXPIRED -> "expired";
                            case DEAD -> "dead";
                            case WITHDRAWN -> "recalled";
                        })
                .register(registry)
                .increment(count);
    }

    /** What passed since it was drained last. */
    Flow sinceDrained() {
        return new Flow(
                Instant.EPOCH,
                accepted.sum(),
                recipients.sum(),
                delivered.sum(),
                statuses.sum(),
                refused.sum(),
                dead.sum(),
                expired.sum());
    }

    /** What passed since the last call. */
    Flow drain(Instant from) {
        return new Flow(
                from,
                accepted.sumThenReset(),
                recipients.sumThenReset(),
                delivered.sumThenReset(),
                statuses.sumThenReset(),
                refused.sumThenReset(),
                dead.sumThenReset(),
                expired.sumThenReset());
    }
}
