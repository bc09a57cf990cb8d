// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static vn.lienthong.broker.administration.AdministrationRequest.required;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.broker.access.Permission;
import vn.lienthong.broker.administration.AdministrationAnswer.AlertList;
import vn.lienthong.broker.administration.AdministrationAnswer.AlertView;
import vn.lienthong.broker.administration.AdministrationAnswer.BodyView;
import vn.lienthong.broker.administration.AdministrationAnswer.Done;
import vn.lienthong.broker.administration.AdministrationAnswer.EndpointStates;
import vn.lienthong.broker.administration.AdministrationAnswer.FlowView;
import vn.lienthong.broker.administration.AdministrationAnswer.QueueContent;
import vn.lienthong.broker.administration.AdministrationAnswer.SystemView;
import vn.lienthong.broker.alerts.AlertDesk.Alerts;
import vn.lienthong.broker.monitoring.Monitoring;
import vn.lienthong.protocol.ClientSoftware;

/** A request about how the exchange is doing. */
public sealed interface MonitoringRequest<A extends AdministrationAnswer> extends AdministrationRequest<A> {
    @Override
    default Needs needs() {
        return Needs.RUNNING;
    }

    @Override
    default Permission permission() {
        return Permission.SEE;
    }

    /** What operators should know of. */
    record ListAlerts() implements MonitoringRequest<AlertList> {
        @Override
        public Class<AlertList> answerType() {
            return AlertList.class;
        }

        @Override
        public AlertList carryOut(Administration administration) {
            return new AlertList(administration.lookout().alerts().alerts());
        }
    }

    /** Somebody has seen to an alert. */
    record AcknowledgeAlert(String alert) implements MonitoringRequest<AlertView> {
        /** Checks that one is named. */
        public AcknowledgeAlert {
            required("alert", alert);
        }

        @Override
        public Class<AlertView> answerType() {
            return AlertView.class;
        }

        @Override
        public Permission permission() {
            return Permission.OPERATE;
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return known(administration, alert);
        }

        @Override
        public AlertView carryOut(Administration administration) {
            return new AlertView(administration.lookout().alerts().acknowledge(alert, administration.operator()));
        }
    }

    /**
     * Nobody is told of an alert for some time.
     *
     * @param time how long
     * @param reason why
     */
    record SilenceAlert(String alert, Duration time, String reason) implements MonitoringRequest<AlertView> {
        /** Checks that all are there. */
        public SilenceAlert {
            required("alert", alert);
            required("time", time);
            required("reason", reason);
        }

        @Override
        public Class<AlertView> answerType() {
            return AlertView.class;
        }

        @Override
        public Permission permission() {
            return Permission.OPERATE;
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return known(administration, alert);
        }

        @Override
        public AlertView carryOut(Administration administration) {
            return new AlertView(
                    administration.lookout().alerts().silence(alert, time, administration.operator(), reason));
        }
    }

    /**
     * What passed lately.
     *
     * @param span since when
     * @param step in steps of this length
     */
    record ShowFlow(Duration span, Duration step) implements MonitoringRequest<FlowView> {
        private static final long MOST_STEPS = 1_000;

        /** Checks that both are there and fit each other. */
        public ShowFlow {
            required("span", span);
            required("step", step);
            if (step.toMinutes() < 1 || span.compareTo(step) < 0 || span.dividedBy(step) > MOST_STEPS) {
                throw new IllegalArgumentException(
                        "the flow is shown in 1 to " + MOST_STEPS + " steps of a minute or more");
            }
        }

        @Override
        public Class<FlowView> answerType() {
            return FlowView.class;
        }

        @Override
        public FlowView carryOut(Administration administration) {
            return new FlowView(administration.lookout().monitoring().flow(span, step));
        }
    }

    /** How each endpoint is doing. */
    record ListEndpointStates() implements MonitoringRequest<EndpointStates> {
        @Override
        public Class<EndpointStates> answerType() {
            return EndpointStates.class;
        }

        @Override
        public EndpointStates carryOut(Administration administration) {
            return new EndpointStates(administration.lookout().endpoints().states(administration));
        }
    }

    /** The messages of a queue; none is taken out. */
    record BrowseQueue(String queue, int skip, int most) implements MonitoringRequest<QueueContent> {
        /** Checks that one is named. */
        public BrowseQueue {
            required("queue", queue);
        }

        @Override
        public Class<QueueContent> answerType() {
            return QueueContent.class;
        }

        @Override
        public QueueContent carryOut(Administration administration) {
            return new QueueContent(administration.lookout().queues().look(queue, skip, most));
        }
    }

    /**
     * The beginning of the body of a message.
     *
     * @param reason what for
     */
    record OpenBody(String queue, long message, String reason) implements MonitoringRequest<BodyView> {
        private static final int MOST = 256 * 1024;

        /** Checks that it says which and why. */
        public OpenBody {
            required("queue", queue);
            required("reason", reason);
        }

        @Override
        public Class<BodyView> answerType() {
            return BodyView.class;
        }

        @Override
        public Permission permission() {
            return Permission.OPEN_BODIES;
        }

        @Override
        public BodyView carryOut(Administration administration) {
            byte[] body = administration
                    .lookout()
                    .queues()
                    .body(queue, message, MOST)
                    .orElseThrow(() -> new IllegalArgumentException("message " + message + " is not in " + queue));
            return new BodyView(new String(body, StandardCharsets.UTF_8), body.length == MOST);
        }
    }

    /** The exchange itself: version, settings, ledger, disk. */
    record ShowSystem() implements MonitoringRequest<SystemView> {
        @Override
        public Class<SystemView> answerType() {
            return SystemView.class;
        }

        @Override
        public SystemView carryOut(Administration administration) {
            Monitoring monitoring = administration.lookout().monitoring();
            Runtime runtime = Runtime.getRuntime();
            return new SystemView(
                    ClientSoftware.version().orElse("-"),
                    System.getProperty("java.vendor", "") + " " + Runtime.version(),
                    administration.lookout().messaging(),
                    administration.accounts().database(),
                    monitoring.started(),
                    runtime.totalMemory() - runtime.freeMemory(),
                    runtime.maxMemory(),
                    monitoring.now().disk(),
                    monitoring.diskFullIn(),
                    administration.lookout().journal().get(),
                    monitoring.now().ledger(),
                    monitoring.now().ending(),
                    administration.lookout().settings().get());
        }
    }

    /**
     * People are told again of an alert that was silenced.
     *
     * @param alert which
     */
    record LiftSilence(String alert) implements MonitoringRequest<Done> {
        /** Checks that one is named. */
        public LiftSilence {
            required("alert", alert);
        }

        @Override
        public Class<Done> answerType() {
            return Done.class;
        }

        @Override
        public Permission permission() {
            return Permission.OPERATE;
        }

        @Override
        public Optional<Object> subject(Administration administration) {
            return administration.lookout().alerts().alerts().silences().stream()
                    .filter(silence -> silence.alert().equals(alert))
                    .findFirst()
                    .map(silence -> silence);
        }

        @Override
        public Done carryOut(Administration administration) {
            administration.lookout().alerts().lift(alert);
            return new Done();
        }
    }

    private static Optional<Object> known(Administration administration, String id) {
        Alerts alerts = administration.lookout().alerts().alerts();
        return Stream.concat(alerts.active().stream(), alerts.silenced().stream())
                .filter(alert -> alert.id().equals(id))
                .findFirst()
                .map(alert -> alert);
    }
}
