// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.broker.ledger.ResponseReport;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.broker.monitoring.Observation;
import vn.lienthong.broker.monitoring.Observation.Presence;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;

/**
 * How an endpoint is doing.
 *
 * @param name what people call it
 * @param agencies the agencies it hosts
 * @param suspended those of them that take no messages at present
 * @param connections how many connections it has
 * @param software what made them, as they say themselves
 * @param lastSeen when it was connected last
 * @param documents documents that wait for it
 * @param oldestSeconds how long the oldest has waited
 * @param statuses statuses that wait for it
 * @param deadLetters dead letters that could not be handed to it
 * @param handedAgain how often a document was handed out to it after the first time, since the exchange started
 * @param answers how its agencies answer; empty if they got nothing, or that is not counted yet
 * @param certificateDays days until one of its certificates ends, below 31
 * @param limits its own limits
 */
public record EndpointState(
        EndpointId id,
        String name,
        List<AgencyId> agencies,
        List<AgencyId> suspended,
        int connections,
        List<String> software,
        Optional<Instant> lastSeen,
        long documents,
        long oldestSeconds,
        long statuses,
        long deadLetters,
        long handedAgain,
        Optional<Answers> answers,
        Optional<Long> certificateDays,
        Optional<EndpointLimits> limits) {
    /**
     * How its agencies answered what they were sent in the last thirty days.
     *
     * @param delivered documents its system took
     * @param answered those of them that they received or refused
     */
    public record Answers(long delivered, long answered) {
        Answers and(Answers other) {
            return new Answers(delivered + other.delivered, answered + other.answered);
        }

        /** How many in a hundred were answered. */
        public long percent() {
            return ResponseReport.percent(answered, delivered);
        }
    }

    /** What is looked up by endpoint or queue. */
    record Figures(
            Observation now,
            Map<String, QueueFacts> queues,
            Map<String, Long> certificateDays,
            Map<EndpointId, Long> deadLetters,
            Map<EndpointId, Answers> answers) {}

    static EndpointState of(Endpoint endpoint, Predicate<AgencyId> suspended, Figures figures) {
        EndpointId id = endpoint.id();
        Optional<QueueFacts> inbox = Optional.ofNullable(figures.queues().get(Addresses.inbox(id)));
        Optional<QueueFacts> statuses = Optional.ofNullable(figures.queues().get(Addresses.statuses(id)));
        Optional<Presence> presence =
                Optional.ofNullable(figures.now().endpoints().get(id));
        return new EndpointState(
                id,
                endpoint.name(),
                endpoint.agencies(),
                endpoint.agencies().stream().filter(suspended).toList(),
                presence.map(Presence::connections).orElse(0),
                presence.stream()
                        .flatMap(there -> there.software().stream())
                        .sorted()
                        .toList(),
                presence.flatMap(Presence::lastSeen),
                inbox.map(QueueFacts::messages).orElse(0L),
                inbox.flatMap(QueueFacts::oldestAge).map(Duration::toSeconds).orElse(0L),
                statuses.map(QueueFacts::messages).orElse(0L),
                figures.deadLetters().getOrDefault(id, 0L),
                inbox.map(queue -> queue.passed().handedAgain()).orElse(0L),
                Optional.ofNullable(figures.answers().get(id)),
                Optional.ofNullable(figures.certificateDays().get(id.value())),
                endpoint.ownLimits());
    }
}
