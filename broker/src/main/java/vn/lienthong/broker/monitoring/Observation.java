// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.broker.deadletters.WorkList.Cause;
import vn.lienthong.broker.disk.DiskReport;
import vn.lienthong.broker.enrolment.KeyWatch.Ending;
import vn.lienthong.broker.ledger.DeadlineRule;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.protocol.EndpointId;

/**
 * The exchange at one moment.
 *
 * @param at when
 * @param queues every queue
 * @param endpoints every endpoint that is registered
 * @param ledger how the ledger is doing; empty if none is kept
 * @param disk how full the disk is
 * @param ending certificates that end soon
 * @param deadLetters dead letters by cause
 */
public record Observation(
        Instant at,
        List<QueueFacts> queues,
        Map<EndpointId, Presence> endpoints,
        Optional<LedgerState> ledger,
        DiskReport disk,
        List<Ending> ending,
        List<Cause> deadLetters) {
    /** Copies what it is given. */
    public Observation {
        queues = List.copyOf(queues);
        endpoints = Map.copyOf(endpoints);
        ending = List.copyOf(ending);
        deadLetters = List.copyOf(deadLetters);
    }

    /**
     * Whether an endpoint is there.
     *
     * @param connections how many connections it has
     * @param software what made them
     * @param lastSeen when it was connected last; empty if never since that is noted
     */
    public record Presence(int connections, Set<String> software, Optional<Instant> lastSeen) {}

    /**
     * How the ledger is doing.
     *
     * @param reachable whether its database answers
     * @param lag events that are not in it yet
     * @param setAside events that it could not take and went on without
     * @param overdue how many deliveries are overdue, by rule
     */
    public record LedgerState(boolean reachable, long lag, long setAside, Map<DeadlineRule, Long> overdue) {
        /** Copies the counts. */
        public LedgerState {
            overdue = Map.copyOf(overdue);
        }
    }

    /** One queue, if it is there. */
    public Optional<QueueFacts> queue(String name) {
        return queues.stream().filter(queue -> queue.name().equals(name)).findFirst();
    }
}
