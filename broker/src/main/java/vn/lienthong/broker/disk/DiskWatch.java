// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.disk;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.disk.DiskSpace.Usage;
import vn.lienthong.broker.rounds.Rounds;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

/**
 * Watches the disk. Tells operators once when it gets scarce, full and roomy again, and says before every document whether there
 * is room for it: long before there is none for what the exchange has taken already. What frees space, such as statuses and
 * recalls, is never held up. Thread-safe.
 */
public final class DiskWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** A state is left only when the disk is by so much emptier, so that it does not come and go. */
    private static final int PERCENT_TO_LEAVE = 1;

    private final DiskSpace space;
    private final DiskLimits limits;
    private final Rounds rounds = new Rounds("disk-watch", BETWEEN_LOOKS, this::look);
    private DiskState state = DiskState.ROOMY;

    /** A watch that does not look by itself yet. */
    public DiskWatch(DiskSpace space, DiskLimits limits) {
        this.space = space;
        this.limits = limits;
    }

    /** Starts to look by itself. */
    public void start() {
        look();
        rounds.start();
    }

    /** How full the disk is now; a change is told to the operators. */
    public synchronized DiskReport look() {
        try {
            Usage usage = space.usage();
            DiskReport report =
                    new DiskReport(next(usage.percent()), usage.percent(), usage.used(), usage.usable(), limits);
            if (report.state() != state) {
                state = report.state();
                tell(report);
            }
            return report;
        } catch (IOException e) {
            LOG.atError().setCause(e).log("how full the disk is cannot be read; documents are taken as before");
            return new DiskReport(state, 0, 0, 0, limits);
        }
    }

    /** Why no new document can be taken now, if none can. */
    public Optional<Problem> obstacle() {
        DiskReport report = look();
        return report.state() == DiskState.FULL
                ? Optional.of(
                        ErrorCode.DISK_FULL.with(Integer.toString(report.percent()), Integer.toString(limits.refuse())))
                : Optional.empty();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private DiskState next(int percent) {
        if (percent >= limits.refuse() - (state == DiskState.FULL ? PERCENT_TO_LEAVE : 0)) {
            return DiskState.FULL;
        }
        boolean wasScarce = state != DiskState.ROOMY;
        return percent >= limits.alarm() - (wasScarce ? PERCENT_TO_LEAVE : 0) ? DiskState.SCARCE : DiskState.ROOMY;
    }

    private static void tell(DiskReport report) {
        switch (report.state()) {
            case ROOMY -> LOG.atInfo().addKeyValue("percent", report.percent()).log("the disk has room again");
            case SCARCE ->
                LOG.atWarn()
                        .addKeyValue("percent", report.percent())
                        .addKeyValue("refuseAt", report.limits().refuse())
                        .log("the disk gets full; make room before documents are refused");
            case FULL ->
                LOG.atError()
                        .addKeyValue("percent", report.percent())
                        .addKeyValue("refuseAt", report.limits().refuse())
                        .log(
                                "the disk is full, documents are refused; make room, then they are taken again by themselves");
        }
    }
}
