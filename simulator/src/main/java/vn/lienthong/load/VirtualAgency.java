// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.StatusReport;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;

/** An agency of a load run: takes what comes and reports as agencies do. Thread-safe. */
final class VirtualAgency implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualAgency.class);
    private static final List<ProcessingStatus> COURSE = List.of(
            ProcessingStatus.RECEIVED,
            ProcessingStatus.ASSIGNED,
            ProcessingStatus.IN_PROGRESS,
            ProcessingStatus.COMPLETED);
    private static final long PACE_MILLIS = 500;

    private final String code;
    private final ExchangeClient client;
    private final Account account;
    private final ScheduledExecutorService clock;
    private final SplittableRandom random;
    private final AtomicInteger ahead = new AtomicInteger();
    private @Nullable Inbox inbox;

    VirtualAgency(
            String code,
            ExchangeClient client,
            Account account,
            ScheduledExecutorService clock,
            SplittableRandom random) {
        this.code = code;
        this.client = client;
        this.account = account;
        this.clock = clock;
        this.random = random;
    }

    String code() {
        return code;
    }

    /** Begins to take; a second time changes nothing. */
    synchronized void open() {
        if (inbox == null) {
            inbox = client.inbox().onDocument(this::take).onStatus(this::hear).open();
        }
    }

    void send(Document document) {
        client.send(document);
    }

    /** Whether it has no statuses ahead. */
    boolean isIdle() {
        return ahead.get() == 0;
    }

    @Override
    public synchronized void close() {
        if (inbox != null) {
            inbox.close();
        }
    }

    private void take(Delivery delivery) {
        Document document = delivery.document();
        boolean first = account.delivered(document.id(), code, delivery.attempt());
        boolean refuses = Profile.refuses(random);
        if (refuses) {
            delivery.reject("thử tải: từ chối");
        } else {
            delivery.acknowledge();
        }
        account.reported(document.id(), code, refuses ? ProcessingStatus.REFUSED : ProcessingStatus.ARRIVED);
        if (first && !refuses) {
            follow(document, Profile.statuses(random));
        }
    }

    private void follow(Document document, int statuses) {
        for (int i = 0; i < statuses; i++) {
            StatusReport report = StatusReport.of(new AgencyId(code), document, COURSE.get(i));
            ahead.incrementAndGet();
            later(report, PACE_MILLIS * (i + 1));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what goes wrong is counted by the task itself
    private void later(StatusReport report, long millis) {
        try {
            clock.schedule(() -> report(report), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            ahead.decrementAndGet();
        }
    }

    private void report(StatusReport report) {
        account.reported(report.document(), code, report.status());
        try {
            client.report(report);
        } catch (ExchangeException e) {
            LOG.atWarn().addKeyValue("errorCode", e.code().code()).log("a status was not taken");
        } finally {
            ahead.decrementAndGet();
        }
    }

    private void hear(StatusUpdate update) {
        account.heard(
                update, Duration.between(update.acceptedAt(), Instant.now()).toNanos() / 1000);
    }
}
