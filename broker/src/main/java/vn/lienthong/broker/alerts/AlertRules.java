// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.disk.DiskReport;
import vn.lienthong.broker.disk.DiskState;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.broker.monitoring.Observation;
import vn.lienthong.broker.monitoring.Observation.LedgerState;
import vn.lienthong.broker.monitoring.Observation.Presence;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;

/** Which alerts hold in a look at the exchange. */
final class AlertRules {
    private static final Duration SILENT_AFTER = Duration.ofMinutes(30);
    private static final Duration SLOW_AFTER = Duration.ofHours(1);
    private static final Duration STATUSES_AFTER = Duration.ofDays(1);
    private static final Duration GONE_AFTER = Duration.ofSeconds(5);
    private static final Duration STARTED_UNTIL = Duration.ofMinutes(10);
    private static final long BEHIND = 50_000;
    private static final int DAYS_LEFT = 14;

    private final Instant started;

    /**
     * What holds.
     *
     * @param subject what it is about; empty if the exchange itself
     * @param facts what fills the places in its text
     */
    record Holding(AlertRule rule, String subject, List<String> facts) {
        String id() {
            return subject.isEmpty() ? rule.wireName() : rule.wireName() + ":" + subject;
        }
    }

    /** Rules of an exchange that started at a time. */
    AlertRules(Instant started) {
        this.started = started;
    }

    List<Holding> holding(Observation now, List<Trouble> troubles) {
        List<Holding> holding = new ArrayList<>();
        disk(now.disk()).ifPresent(holding::add);
        now.ledger().ifPresent(ledger -> addLedger(holding, ledger));
        now.deadLetters()
                .forEach(cause -> holding.add(new Holding(
                        AlertRule.DEAD_LETTERS,
                        cause.endpoint().map(EndpointId::value).orElse("-") + "/"
                                + cause.kind().wireName() + "/" + cause.code(),
                        List.of(
                                Long.toString(cause.count()),
                                cause.endpoint().map(EndpointId::value).orElse("-"),
                                cause.reason()))));
        now.queues().forEach(queue -> waiting(queue, now).ifPresent(holding::add));
        now.endpoints().forEach((endpoint, presence) -> gone(endpoint, presence, now.at())
                .ifPresent(holding::add));
        now.ending().stream()
                .filter(ending -> ending.days() <= DAYS_LEFT)
                .forEach(ending -> holding.add(new Holding(
                        AlertRule.CERTIFICATE_ENDING,
                        ending.holder() + "/" + ending.purpose(),
                        List.of(ending.holder(), ending.purpose(), Long.toString(ending.days())))));
        troubles.forEach(trouble -> holding.add(new Holding(
                AlertRule.ALERTS_UNSENT,
                trouble.channel(),
                List.of(trouble.channel(), Long.toString(trouble.waiting()), trouble.cause()))));
        if (now.at().isBefore(started.plus(STARTED_UNTIL))) {
            holding.add(new Holding(AlertRule.EXCHANGE_STARTED, "", List.of()));
        }
        return holding;
    }

    private static Optional<Holding> disk(DiskReport disk) {
        if (disk.state() == DiskState.ROOMY) {
            return Optional.empty();
        }
        AlertRule rule = disk.state() == DiskState.FULL ? AlertRule.DISK_FULL : AlertRule.DISK_SCARCE;
        return Optional.of(new Holding(
                rule,
                "",
                List.of(
                        Integer.toString(disk.percent()),
                        Integer.toString(disk.limits().refuse()))));
    }

    private static void addLedger(List<Holding> holding, LedgerState ledger) {
        List<String> lag = List.of(Long.toString(ledger.lag()));
        if (!ledger.reachable()) {
            holding.add(new Holding(AlertRule.LEDGER_UNREACHABLE, "", lag));
        } else if (ledger.lag() > BEHIND) {
            holding.add(new Holding(AlertRule.LEDGER_BEHIND, "", lag));
        }
        if (ledger.setAside() > 0) {
            holding.add(new Holding(AlertRule.LEDGER_INCOMPLETE, "", List.of(Long.toString(ledger.setAside()))));
        }
        ledger.overdue()
                .forEach((rule, count) -> holding.add(
                        new Holding(AlertRule.OVERDUE, rule.name(), List.of(Long.toString(count), rule.name()))));
    }

    private static Optional<Holding> waiting(QueueFacts queue, Observation now) {
        Duration age = queue.oldestAge().orElse(Duration.ZERO);
        List<String> count = List.of(Long.toString(queue.messages()), Long.toString(age.toMinutes()));
        Optional<EndpointId> inbox = Addresses.endpointOfInbox(queue.name());
        if (inbox.isPresent()) {
            boolean isThere = Optional.ofNullable(now.endpoints().get(inbox.get()))
                    .filter(presence -> presence.connections() > 0)
                    .isPresent();
            if (!isThere && age.compareTo(SILENT_AFTER) > 0) {
                return Optional.of(
                        new Holding(AlertRule.ENDPOINT_SILENT, inbox.get().value(), count));
            }
            return isThere && age.compareTo(SLOW_AFTER) > 0
                    ? Optional.of(
                            new Holding(AlertRule.ENDPOINT_SLOW, inbox.get().value(), count))
                    : Optional.empty();
        }
        return Addresses.endpointOfStatuses(queue.name())
                .filter(endpoint -> age.compareTo(STATUSES_AFTER) > 0)
                .map(endpoint -> new Holding(AlertRule.STATUSES_WAITING, endpoint.value(), count));
    }

    /** That lasts until it is back: what is still away is not over. */
    private static Optional<Holding> gone(EndpointId endpoint, Presence presence, Instant now) {
        boolean isGone = presence.connections() == 0
                && presence.lastSeen()
                        .filter(seen -> seen.isBefore(now.minus(GONE_AFTER)))
                        .isPresent();
        return isGone
                ? Optional.of(new Holding(AlertRule.ENDPOINT_GONE, endpoint.value(), List.of()))
                : Optional.empty();
    }
}
