// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.lienthong.broker.deadletters.WorkList.Cause;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.broker.enrolment.KeyWatch.Ending;
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
 * @param lastSeen when it was connected last
 * @param documents documents that wait for it
 * @param oldestSeconds how long the oldest has waited
 * @param statuses statuses that wait for it
 * @param deadLetters dead letters that could not be handed to it
 * @param certificateDays days until one of its certificates ends, below 31
 * @param limits its own limits
 */
public record EndpointState(
        EndpointId id,
        String name,
        List<AgencyId> agencies,
        List<AgencyId> suspended,
        int connections,
        Optional<Instant> lastSeen,
        long documents,
        long oldestSeconds,
        long statuses,
        long deadLetters,
        Optional<Long> certificateDays,
        Optional<EndpointLimits> limits) {
    static List<EndpointState> all(Administration administration) {
        Observation now = administration.lookout().monitoring().now();
        Map<String, QueueFacts> queues =
                now.queues().stream().collect(Collectors.toMap(QueueFacts::name, Function.identity()));
        Map<String, Long> days =
                now.ending().stream().collect(Collectors.toMap(Ending::holder, Ending::days, Math::min));
        return administration.endpoints().stream()
                .map(endpoint -> of(endpoint, administration, now, queues, days))
                .sorted(Comparator.comparing(state -> state.id().value()))
                .toList();
    }

    private static EndpointState of(
            Endpoint endpoint,
            Administration administration,
            Observation now,
            Map<String, QueueFacts> queues,
            Map<String, Long> days) {
        EndpointId id = endpoint.id();
        Optional<QueueFacts> inbox = Optional.ofNullable(queues.get(Addresses.inbox(id)));
        Optional<QueueFacts> statuses = Optional.ofNullable(queues.get(Addresses.statuses(id)));
        Optional<Presence> presence = Optional.ofNullable(now.endpoints().get(id));
        return new EndpointState(
                id,
                endpoint.name(),
                endpoint.agencies(),
                endpoint.agencies().stream()
                        .filter(agency -> administration
                                .agency(agency)
                                .map(listed -> listed.isSuspendedAt(now.at()))
                                .orElse(false))
                        .toList(),
                presence.map(Presence::connections).orElse(0),
                presence.flatMap(Presence::lastSeen),
                inbox.map(QueueFacts::messages).orElse(0L),
                inbox.flatMap(QueueFacts::oldestAge).map(Duration::toSeconds).orElse(0L),
                statuses.map(QueueFacts::messages).orElse(0L),
                now.deadLetters().stream()
                        .filter(cause -> cause.endpoint().equals(Optional.of(id)))
                        .mapToLong(Cause::count)
                        .sum(),
                Optional.ofNullable(days.get(id.value())),
                endpoint.ownLimits());
    }
}
