// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.broker.deadletters.WorkList.Cause;
import vn.lienthong.broker.disk.DiskLimits;
import vn.lienthong.broker.disk.DiskReport;
import vn.lienthong.broker.disk.DiskState;
import vn.lienthong.broker.enrolment.KeyWatch.Ending;
import vn.lienthong.broker.ledger.DeadlineRule;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.broker.monitoring.Observation;
import vn.lienthong.broker.monitoring.Observation.LedgerState;
import vn.lienthong.broker.monitoring.Observation.Presence;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;

/** What a look at an exchange shows, made up; a quiet exchange unless something is said. */
public final class Seen {
    private final Instant at;
    private final List<QueueFacts> queues = new ArrayList<>();
    private final Map<EndpointId, Presence> endpoints = new HashMap<>();
    private Optional<LedgerState> ledger = Optional.empty();
    private DiskReport disk = report(DiskState.ROOMY, 40);
    private final List<Ending> ending = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();

    private Seen(Instant at) {
        this.at = at;
    }

    public static Seen at(Instant time) {
        return new Seen(time);
    }

    public Seen disk(DiskState state, int percent) {
        disk = report(state, percent);
        return this;
    }

    public Seen inbox(String endpoint, long messages, Duration oldest) {
        return queue(Addresses.inbox(new EndpointId(endpoint)), messages, oldest);
    }

    public Seen statuses(String endpoint, long messages, Duration oldest) {
        return queue(Addresses.statuses(new EndpointId(endpoint)), messages, oldest);
    }

    private Seen queue(String name, long messages, Duration oldest) {
        queues.add(new QueueFacts(name, messages, 0, 0, 0, QueueFacts.Passed.NOTHING, Optional.of(oldest)));
        return this;
    }

    public Seen connected(String endpoint) {
        endpoints.put(new EndpointId(endpoint), new Presence(1, Set.of(), Optional.of(at)));
        return this;
    }

    public Seen away(String endpoint, Duration since) {
        endpoints.put(new EndpointId(endpoint), new Presence(0, Set.of(), Optional.of(at.minus(since))));
        return this;
    }

    public Seen neverThere(String endpoint) {
        endpoints.put(new EndpointId(endpoint), new Presence(0, Set.of(), Optional.empty()));
        return this;
    }

    public Seen ledger(boolean reachable, long lag) {
        ledger = Optional.of(new LedgerState(reachable, lag, 0, Map.of()));
        return this;
    }

    public Seen incomplete(long setAside) {
        ledger = Optional.of(new LedgerState(true, 0, setAside, Map.of()));
        return this;
    }

    public Seen overdue(DeadlineRule rule, long count) {
        ledger = Optional.of(new LedgerState(true, 0, 0, Map.of(rule, count)));
        return this;
    }

    public Seen ending(String holder, long days) {
        ending.add(new Ending(holder, "transport", at.plus(Duration.ofDays(days)), days));
        return this;
    }

    public Seen dead(String endpoint, String reason, long count) {
        causes.add(new Cause(Optional.of(new EndpointId(endpoint)), MessageKind.DOCUMENT, reason, count, at, at));
        return this;
    }

    public Observation look() {
        return new Observation(at, queues, endpoints, ledger, disk, ending, causes);
    }

    private static DiskReport report(DiskState state, int percent) {
        return new DiskReport(state, percent, 0, 1_000_000, DiskLimits.USUAL);
    }
}
