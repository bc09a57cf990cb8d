// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.broker.routing.Obstruction;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.faults.Effect;
import vn.lienthong.faults.FaultPlan;
import vn.lienthong.faults.Stage;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RoutingHeader;

/**
 * What goes wrong inside a simulated exchange by its plan of faults. Is asked on threads of the exchange and takes no lock of the
 * simulation, which may be waiting for the exchange to end. Thread-safe.
 */
final class PlannedFaults implements Obstruction {
    private static final String FULL = "96";
    private static final String FULL_FROM = "88";

    private final FaultPlan plan;
    private final Runnable restart;
    private final Map<EndpointId, AgencyId> agencies = new ConcurrentHashMap<>();

    /**
     * Faults of an exchange.
     *
     * @param restart stops it and starts it again
     */
    PlannedFaults(FaultPlan plan, Runnable restart) {
        this.plan = plan;
        this.restart = restart;
    }

    /** Says whose an endpoint is. */
    void know(EndpointId endpoint, AgencyId agency) {
        agencies.put(endpoint, agency);
    }

    @Override
    public Optional<Problem> before(EndpointId sender, RoutingHeader header) {
        boolean needsRoom = header.kind() == MessageKind.DOCUMENT && header.operation() != Operation.RECALL;
        return plan.next(
                        header.from(),
                        Stage.ACCEPT,
                        effect -> !(effect instanceof Effect.ClockSkew)
                                && (needsRoom || !(effect instanceof Effect.DiskFull)))
                .flatMap(effect -> problem(effect, header.submission().value()));
    }

    private Optional<Problem> problem(Effect effect, String submission) {
        if (effect instanceof Effect.Refuse refuse) {
            return ErrorCode.ofCode(refuse.code()).map(code -> code.with(submission));
        }
        if (effect instanceof Effect.DiskFull) {
            return Optional.of(ErrorCode.DISK_FULL.with(FULL, FULL_FROM));
        }
        if (effect instanceof Effect.Restart) {
            Thread thread = new Thread(restart, "exchange-restart"); // the exchange waits for this one when it stops
            thread.setDaemon(true);
            thread.start();
            return Optional.of(ErrorCode.INTERNAL.with(submission));
        }
        return Optional.empty();
    }

    @Override
    public Instant judgedAt(EndpointId sender, Instant now) {
        return skewed(sender, Stage.ACCEPT, now);
    }

    @Override
    public Instant told(EndpointId asking, Instant now) {
        return skewed(asking, Stage.AUTHENTICATE, now);
    }

    @Override
    public boolean spoils(RoutingHeader header) {
        boolean spoilt = false;
        for (AgencyId recipient : header.to()) {
            spoilt |= plan.next(recipient, Stage.DELIVER, Effect.BadDigest.class::isInstance)
                    .isPresent();
        }
        return spoilt;
    }

    private Instant skewed(EndpointId endpoint, Stage stage, Instant now) {
        Duration by = Optional.ofNullable(agencies.get(endpoint))
                .flatMap(agency -> plan.next(agency, stage, Effect.ClockSkew.class::isInstance))
                .map(effect -> ((Effect.ClockSkew) effect).by())
                .orElse(Duration.ZERO);
        return now.plus(by);
    }
}
