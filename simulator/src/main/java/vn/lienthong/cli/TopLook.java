// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import vn.lienthong.broker.administration.AdministrationAnswer.QueueView;
import vn.lienthong.broker.administration.AdministrationAnswer.SystemView;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.administration.EndpointCondition;
import vn.lienthong.broker.administration.EndpointState;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.broker.alerts.Alert;
import vn.lienthong.protocol.Addresses;

/**
 * A running exchange at one moment, as the screen needs it.
 *
 * @param at when
 * @param system the exchange itself
 * @param alerts what needs attention
 * @param endpoints how endpoints are doing
 * @param queues every queue by name
 */
record TopLook(
        Instant at,
        SystemView system,
        List<Alert> alerts,
        List<EndpointState> endpoints,
        Map<String, QueueView> queues) {
    private static final double MILLIS = 1_000;

    static TopLook at(ExchangeOffice office) throws IOException {
        return new TopLook(
                Instant.now(),
                office.ask(new MonitoringRequest.ShowSystem()),
                office.ask(new MonitoringRequest.ListAlerts()).alerts().active(),
                office.ask(new MonitoringRequest.ListEndpointStates()).endpoints(),
                office.ask(new DeliveryRequest.ListQueues()).queues().stream()
                        .collect(Collectors.toMap(QueueView::name, Function.identity())));
    }

    /** A row for each endpoint, with what passed its inbox since an earlier look. */
    List<TopRow> endpointRows(TopLook before) {
        return endpoints.stream().map(state -> row(state, before)).toList();
    }

    /** A row for each queue. */
    List<TopRow> queueRows(TopLook before) {
        return queues.values().stream()
                .map(queue -> row(
                        queue,
                        Optional.empty(),
                        queue.name().equals(Addresses.DEAD_LETTERS) ? queue.messages() : 0,
                        before))
                .toList();
    }

    private TopRow row(EndpointState state, TopLook before) {
        Optional<EndpointCondition> condition = Optional.of(EndpointCondition.of(state));
        QueueView inbox = queues.get(Addresses.inbox(state.id()));
        return inbox == null
                ? new TopRow(state.id().value(), condition, 0, 0, 0, 0, 0, state.deadLetters())
                : row(inbox, condition, state.deadLetters(), before)
                        .named(state.id().value());
    }

    private TopRow row(QueueView queue, Optional<EndpointCondition> condition, long dead, TopLook before) {
        return new TopRow(
                queue.name(),
                condition,
                queue.consumers(),
                queue.messages(),
                queue.oldestSeconds().orElse(0L),
                rate(queue, QueueView::added, before),
                rate(queue, QueueView::taken, before),
                dead);
    }

    /** An exchange that started again counts from nothing. */
    private double rate(QueueView queue, ToLongFunction<QueueView> count, TopLook before) {
        QueueView earlier = before.queues().get(queue.name());
        double seconds = Duration.between(before.at(), at).toMillis() / MILLIS;
        return earlier == null || seconds <= 0
                ? 0
                : Math.max(0, count.applyAsLong(queue) - count.applyAsLong(earlier)) / seconds;
    }
}
