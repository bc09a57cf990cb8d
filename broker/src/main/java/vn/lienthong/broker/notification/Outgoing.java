// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import vn.lienthong.broker.alerts.Alert;
import vn.lienthong.broker.alerts.AlertDesk.Alerts;
import vn.lienthong.broker.alerts.AlertDesk.Silence;
import vn.lienthong.broker.alerts.Severity;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.trust.PrivateFile;

/**
 * What is still to be told through one channel, and what has been. It compares the alerts that hold with what was told, so it
 * does not matter what was missed while the exchange was down. What waits is on disk before it is sent and until it has
 * arrived. Thread-safe.
 */
final class Outgoing {
    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
    private static final int MOST_WAITING = 10_000;

    /** With the waits between them some three days. */
    private static final int MOST_ATTEMPTS = 80;

    /** What is over sooner was not worth a message, unless it is critical. */
    private static final Duration RIPE_AFTER = Duration.ofMinutes(1);

    private final Path file;
    private final Predicate<Alert> wanted;
    private final Map<String, Alert> told = new LinkedHashMap<>();
    private final List<Notice> waiting = new ArrayList<>();
    private Optional<Failure> failure = Optional.empty();
    private Set<String> silenced = Set.of();
    private boolean unwritten;
    private boolean unwritable;
    private boolean closed;

    /**
     * Why nothing arrives.
     *
     * @param times how often in a row
     * @param cause what went wrong last
     */
    record Failure(int times, String cause) {
        Failure again(String latest) {
            return new Failure(times + 1, latest);
        }
    }

    private record Content(List<Alert> told, List<Notice> waiting, Optional<Failure> failure) {
        Content {
            told = List.copyOf(told);
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * What is kept in a file.
     *
     * @param wanted which alerts are told through this channel
     */
    Outgoing(Path file, Predicate<Alert> wanted) {
        this.file = file;
        this.wanted = wanted;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                Content kept = ExchangeJson.mapper().readValue(Files.readAllBytes(file), Content.class);
                kept.told().forEach(alert -> told.put(alert.id(), alert));
                waiting.addAll(kept.waiting());
                failure = kept.failure();
            }
        } catch (JacksonException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", file).log("which alerts were sent is forgotten");
        } catch (IOException e) {
            throw new UncheckedIOException("file " + file + " cannot be used", e);
        }
    }

    /**
     * Notes what is to be told now.
     *
     * @return how many notices were given up because too many wait
     */
    synchronized int follow(Alerts alerts, Instant now) {
        silenced = alerts.silences().stream().map(Silence::alert).collect(Collectors.toUnmodifiableSet());
        Map<String, Alert> holding = new HashMap<>();
        alerts.silenced().forEach(alert -> holding.put(alert.id(), alert));
        alerts.active().forEach(alert -> holding.put(alert.id(), alert));
        for (Alert alert : List.copyOf(told.values())) {
            Alert current = holding.get(alert.id());
            if (current == null || !current.since().equals(alert.since())) {
                end(alert, now);
            } else if (current.acknowledgedBy().isPresent()) {
                callBack(alert.id());
            }
        }
        alerts.active().stream()
                .filter(alert -> alert.acknowledgedBy().isEmpty() && !told.containsKey(alert.id()))
                .filter(alert -> wanted.test(alert) && isRipe(alert, now))
                .forEach(alert -> raise(alert, now));
        int tooMany = Math.max(0, waiting.size() - MOST_WAITING);
        waiting.subList(0, tooMany).clear();
        if (unwritten) {
            write();
        }
        return tooMany;
    }

    private static boolean isRipe(Alert alert, Instant now) {
        return alert.severity() == Severity.CRITICAL
                || !alert.since().plus(RIPE_AFTER).isAfter(now);
    }

    private void raise(Alert alert, Instant now) {
        told.put(alert.id(), alert);
        waiting.add(Notice.of(alert, Notice.State.RAISED, now));
        unwritten = true;
    }

    /** A silenced alert that nobody heard of yet goes as it came. */
    private void end(Alert alert, Instant now) {
        told.remove(alert.id());
        unwritten = true;
        if (!silenced.contains(alert.id()) || !removeUntried(alert.id())) {
            waiting.add(Notice.of(alert.overAt(now), Notice.State.OVER, now));
        }
    }

    /** Who has seen to an alert need not be told of it; its end is told if its beginning may have arrived. */
    private void callBack(String alert) {
        if (removeUntried(alert)) {
            told.remove(alert);
            unwritten = true;
        } else {
            unwritten |= waiting.removeIf(
                    notice -> notice.isRaised() && notice.alert().id().equals(alert));
        }
    }

    private boolean removeUntried(String alert) {
        return waiting.removeIf(notice -> notice.isRaised()
                && notice.attempts() == 0
                && notice.alert().id().equals(alert));
    }

    /** What to send next: of each alert the first, what failed least often before the others, nothing that is silenced. */
    synchronized List<Notice> next(int most) {
        Set<String> seen = new HashSet<>(silenced);
        return waiting.stream()
                .filter(notice -> seen.add(notice.alert().id()))
                .sorted(Comparator.comparing(Notice::attempts))
                .limit(most)
                .toList();
    }

    /** Notices have arrived. */
    synchronized void arrived(List<Notice> notices) {
        Set<String> ids = ids(notices);
        waiting.removeIf(notice -> ids.contains(notice.id()));
        failure = Optional.empty();
        write();
    }

    /**
     * Notices may not have arrived.
     *
     * @return how many were given up
     */
    synchronized int failed(List<Notice> notices, String cause) {
        Set<String> ids = ids(notices);
        int before = waiting.size();
        waiting.replaceAll(notice -> ids.contains(notice.id()) ? notice.triedInVain() : notice);
        waiting.removeIf(notice -> notice.attempts() >= MOST_ATTEMPTS);
        failure = Optional.of(failure.map(known -> known.again(cause)).orElseGet(() -> new Failure(1, cause)));
        write();
        return before - waiting.size();
    }

    private static Set<String> ids(List<Notice> notices) {
        return notices.stream().map(Notice::id).collect(Collectors.toSet());
    }

    /** Why nothing arrives; empty if it does, as far as is known. */
    synchronized Optional<Failure> failure() {
        return failure;
    }

    /** How many notices wait. */
    synchronized int size() {
        return waiting.size();
    }

    /** Writes no more, since the file may be another's from now on. */
    synchronized void close() {
        closed = true;
    }

    private void write() {
        if (closed) {
            return;
        }
        try {
            PrivateFile.replace(
                    file,
                    ExchangeJson.mapper()
                            .writeValueAsBytes(new Content(List.copyOf(told.values()), List.copyOf(waiting), failure)));
            unwritten = false;
            unwritable = false;
        } catch (IOException e) {
            if (!unwritable) {
                LOG.atWarn().setCause(e).log("which alerts were sent cannot be written down; some may be sent twice");
            }
            unwritten = true;
            unwritable = true;
        }
    }
}
