// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.alerts;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import vn.lienthong.broker.alerts.AlertRules.Holding;
import vn.lienthong.broker.monitoring.Observation;

/**
 * The alerts of an exchange: which hold, which are over, who has seen to them, and what is silenced. What holds, with who has
 * seen to it, and what is silenced is known again after a restart. Thread-safe.
 */
public final class AlertDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AlertDesk.class);
    private static final int ENDED_KEPT = 500;

    /** After a start endpoints come back one by one, so what held before is not over at the first look. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private static final Duration LONGEST_SILENCE = Duration.ofDays(30);
    private static final Comparator<Alert> WORST_FIRST =
            Comparator.comparing(Alert::severity).thenComparing(Alert::since, Comparator.reverseOrder());

    private final Clock clock;
    private final Instant started;
    private final AlertRules rules;
    private final AlertFile file;
    private boolean unwritten;
    private final Map<String, Alert> active = new LinkedHashMap<>();
    private final Deque<Alert> ended = new ArrayDeque<>();
    private final Map<String, Silence> silences = new LinkedHashMap<>();
    private final Set<String> before;

    /**
     * Nobody is told of an alert for some time.
     *
     * @param alert which
     * @param until how long
     * @param by who wanted it
     * @param reason why
     */
    public record Silence(String alert, Instant until, String by, String reason) {}

    /**
     * All alerts at one moment.
     *
     * @param active those that hold and are not silenced, the worst first
     * @param ended those that were over lately, the latest first
     * @param silenced those that hold and are silenced
     * @param silences what is silenced
     */
    public record Alerts(List<Alert> active, List<Alert> ended, List<Alert> silenced, List<Silence> silences) {}

    /**
     * A desk of an exchange that starts now.
     *
     * @param folder where it keeps what holds and what is silenced
     */
    public AlertDesk(Path folder, Clock clock) {
        this.clock = clock;
        this.started = clock.instant();
        this.rules = new AlertRules(started);
        this.file = new AlertFile(folder);
        AlertFile.Content kept = file.read();
        kept.active().stream()
                .filter(alert -> alert.rule() != AlertRule.EXCHANGE_STARTED) // that was another start
                .forEach(alert -> active.put(alert.id(), alert));
        before = Set.copyOf(active.keySet());
        kept.silences().forEach(silence -> silences.put(silence.alert(), silence));
    }

    /**
     * Raises what holds now and ends what does not any more.
     *
     * @param troubles ways in which alerts cannot be sent
     */
    public synchronized void look(Observation now, List<Trouble> troubles) {
        Set<String> holding = new HashSet<>();
        for (Holding one : rules.holding(now, troubles)) {
            holding.add(one.id());
            Alert known = active.get(one.id());
            if (known == null) {
                raise(new Alert(
                        one.id(),
                        one.rule(),
                        one.subject(),
                        one.facts(),
                        now.at(),
                        Optional.empty(),
                        Optional.empty()));
            } else {
                active.put(one.id(), known.with(one.facts()));
            }
        }
        for (Alert alert : List.copyOf(active.values())) {
            if (!holding.contains(alert.id()) && !isSettling(alert, now.at())) {
                end(alert, now.at());
            }
        }
        unwritten |= silences.values().removeIf(silence -> !silence.until().isAfter(now.at()));
        if (unwritten) {
            write();
        }
    }

    private boolean isSettling(Alert alert, Instant now) {
        return before.contains(alert.id()) && now.isBefore(started.plus(SETTLING));
    }

    private void write() {
        unwritten = !file.write(new AlertFile.Content(List.copyOf(active.values()), List.copyOf(silences.values())));
    }

    private void raise(Alert alert) {
        active.put(alert.id(), alert);
        unwritten = true;
        LOG.atLevel(alert.severity() == Severity.NOTICE ? Level.INFO : Level.WARN)
                .addKeyValue("alert", alert.id())
                .addKeyValue("facts", alert.facts())
                .log("alert raised");
    }

    private void end(Alert alert, Instant at) {
        active.remove(alert.id());
        unwritten = true;
        ended.addFirst(alert.overAt(at));
        if (ended.size() > ENDED_KEPT) {
            ended.removeLast();
        }
        LOG.atInfo().addKeyValue("alert", alert.id()).log("alert is over");
    }

    /** All alerts now. */
    public synchronized Alerts alerts() {
        List<Alert> heard = new ArrayList<>();
        List<Alert> unheard = new ArrayList<>();
        active.values().forEach(alert -> (silences.containsKey(alert.id()) ? unheard : heard).add(alert));
        heard.sort(WORST_FIRST);
        unheard.sort(WORST_FIRST);
        return new Alerts(heard, List.copyOf(ended), unheard, List.copyOf(silences.values()));
    }

    /** Notes that somebody has seen to an alert; it stays until it is over. */
    public synchronized Alert acknowledge(String id, String operator) {
        Alert alert = existing(id).acknowledgedBy(operator);
        active.put(id, alert);
        write();
        return alert;
    }

    /** Has nobody told of an alert for some time, whether it holds on or comes again. */
    public synchronized Alert silence(String id, Duration time, String operator, String reason) {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST_SILENCE) > 0) {
            throw new IllegalArgumentException(
                    "an alert is silenced for some time up to " + LONGEST_SILENCE.toDays() + " days, not " + time);
        }
        Alert alert = existing(id);
        silences.put(id, new Silence(id, clock.instant().plus(time), operator, reason));
        write();
        return alert;
    }

    /** Has people told again of an alert. */
    public synchronized void lift(String id) {
        if (silences.remove(id) == null) {
            throw new IllegalArgumentException("alert " + id + " is not silenced");
        }
        write();
    }

    private Alert existing(String id) {
        Alert alert = active.get(id);
        if (alert == null) {
            throw new IllegalArgumentException("there is no alert " + id + " now");
        }
        return alert;
    }
}
