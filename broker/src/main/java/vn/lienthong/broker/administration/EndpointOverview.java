// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.administration.EndpointState.Answers;
import vn.lienthong.broker.enrolment.KeyWatch.Ending;
import vn.lienthong.broker.ledger.ResponseBook.Report;
import vn.lienthong.broker.ledger.ResponseReport;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.broker.monitoring.Monitoring;
import vn.lienthong.broker.monitoring.Observation;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/** How every endpoint is doing, worked out once for each look at the exchange however many ask. Thread-safe. */
public final class EndpointOverview {
    private volatile @Nullable Overview last;

    private record Overview(Instant at, long change, List<EndpointState> states) {}

    private volatile @Nullable Counted counted;

    private record Counted(Instant at, long change, Map<EndpointId, Answers> answers) {}

    /** By name of the endpoint. */
    List<EndpointState> states(Administration administration) {
        Observation look = administration.lookout().monitoring().now();
        long change = administration.lookout().directoryChange().getAsLong();
        Overview kept = last;
        if (kept == null || !kept.at().equals(look.at()) || kept.change() != change) {
            kept = new Overview(look.at(), change, workOut(administration, look, change));
            last = kept;
        }
        return kept.states();
    }

    private List<EndpointState> workOut(Administration administration, Observation look, long change) {
        Predicate<AgencyId> suspended = agency -> administration
                .agency(agency)
                .map(listed -> listed.isSuspendedAt(look.at()))
                .orElse(false);
        Map<EndpointId, Long> deadLetters = new HashMap<>();
        look.deadLetters().forEach(cause -> cause.endpoint()
                .ifPresent(endpoint -> deadLetters.merge(endpoint, cause.count(), Long::sum)));
        EndpointState.Figures figures = new EndpointState.Figures(
                look,
                look.queues().stream().collect(Collectors.toMap(QueueFacts::name, Function.identity())),
                look.ending().stream().collect(Collectors.toMap(Ending::holder, Ending::days, Math::min)),
                deadLetters,
                answers(administration, change));
        return administration.endpoints().stream()
                .map(endpoint -> EndpointState.of(endpoint, suspended, figures))
                .sorted(Comparator.comparing(state -> state.id().value()))
                .toList();
    }

    private Map<EndpointId, Answers> answers(Administration administration, long change) {
        Monitoring monitoring = administration.lookout().monitoring();
        Report report = monitoring.responses();
        Counted kept = counted;
        if (kept == null || !kept.at().equals(report.at()) || kept.change() != change) {
            Map<EndpointId, Answers> answers = new HashMap<>();
            for (ResponseReport agency : report.agencies()) {
                administration
                        .hostOf(agency.agency())
                        .ifPresent(endpoint -> answers.merge(
                                endpoint, new Answers(agency.delivered(), agency.answered()), Answers::and));
            }
            kept = new Counted(report.at(), change, answers);
            counted = kept;
        }
        return kept.answers();
    }
}
