// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.lienthong.broker.routing.HandOver;
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
    private final Parties parties;
    private final Runnable restart;
    private final HandOver handOver;
    private volatile CountDownLatch stopping = new CountDownLatch(1);

    /**
     * Faults of an exchange.
     *
     * @param parties whose the endpoints are
     * @param restart stops it and starts it again
     */
    PlannedFaults(FaultPlan plan, Parties parties, Runnable restart) {
        this.plan = plan;
        this.parties = parties;
        this.restart = restart;
        this.handOver = new PlannedHandOver(plan, parties);
    }

    /** The exchange stops: nobody is kept waiting, and what was kept waiting is not taken. */
    void stop() {
        CountDownLatch stopped = stopping;
        stopping = new CountDownLatch(1);
        stopped.countDown();
    }

    @Override
    public Optional<Problem> before(EndpointId sender, RoutingHeader header) {
        boolean needsRoom = header.kind() == MessageKind.DOCUMENT && header.operation() != Operation.RECALL;
        return plan.next(
                        header.from(),
                        Stage.ACCEPT,
                        effect -> !(effect instanceof Effect.ClockSkew)
                                && !(effect instanceof Effect.Duplicate)
                                && (needsRoom || !(effect instanceof Effect.DiskFull)))
                .flatMap(effect -> problem(effect, sender, header.submission().value()));
    }

    private Optional<Problem> problem(Effect effect, EndpointId sender, String submission) {
        if (effect instanceof Effect.Delay delay && passes(delay.by())) {
            return Optional.empty();
        }
        if (effect instanceof Effect.Drop) {
            parties.cut(sender); // no answer comes through
        }
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
        }
        return Optional.of(ErrorCode.INTERNAL.with(submission));
    }

    /** The effect itself, not a way to be right: the exchange takes its time. False if it stops meanwhile. */
    private boolean passes(Duration delay) {
        try {
            return !stopping.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The answer to what was taken gets lost: its sender sends it again. */
    @Override
    public void taken(EndpointId sender, RoutingHeader header) {
        if (plan.next(header.from(), Stage.ACCEPT, Effect.Duplicate.class::isInstance)
                .isPresent()) {
            parties.cut(sender);
        }
    }

    @Override
    public Optional<HandOver> handOver() {
        return Optional.of(handOver);
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
        Duration by = parties.agency(endpoint)
                .flatMap(agency -> plan.next(agency, stage, Effect.ClockSkew.class::isInstance))
                .map(effect -> ((Effect.ClockSkew) effect).by())
                .orElse(Duration.ZERO);
        return now.plus(by);
    }
}
