// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import vn.lienthong.broker.ledger.Incident;
import vn.lienthong.broker.ledger.Incident.Kind;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;
import vn.lienthong.protocol.TrackedDocument.TrackedStatus;

/** What happened to a document in the order of time, what did not, and what will happen by itself. Used once, by one thread. */
final class Timeline {
    private static final Duration GAP = Duration.ofHours(8);
    private static final int FEW = 5;

    private final Page page;
    private final TrackedDocument document;
    private final List<Incident> incidents;
    private final List<Happening> all = new ArrayList<>();

    /**
     * One thing that happened.
     *
     * @param at when
     * @param kind what kind, for its sign
     * @param text what
     * @param remark what is unusual about it; empty if nothing is
     */
    record Happening(Instant at, String kind, String text, String remark) {}

    /** A recipient somebody waits for, and since when nothing is heard. */
    private record Silence(String agency, Instant since) {}

    private Timeline(Page page, TrackedDocument document, List<Incident> incidents) {
        this.page = page;
        this.document = document;
        this.incidents = incidents;
    }

    static List<Happening> of(Page page, TrackedDocument document, List<Incident> incidents) {
        return new Timeline(page, document, incidents).happenings();
    }

    private List<Happening> happenings() {
        document.accepted()
                .ifPresent(at -> add(
                        at,
                        "accepted",
                        page.t("timeline.accepted", document.deliveries().size())));
        document.deliveries().forEach(this::addState);
        document.statuses().forEach(this::addStatus);
        incidents.stream().filter(incident -> !isPresent(incident)).forEach(this::addIncident);
        all.sort(Comparator.comparing(Happening::at));
        addGaps();
        addSilence();
        addAhead();
        return all;
    }

    private void add(Instant at, String kind, String text) {
        all.add(new Happening(at, kind, text, ""));
    }

    /** For what waits, that is its coming into the inbox and how often it was handed out in vain. */
    private void addState(TrackedDelivery delivery) {
        String operation =
                delivery.operation() == Operation.NEW ? "" : page.texts().name("operation", delivery.operation());
        boolean failed = delivery.state() == DeliveryState.QUEUED && delivery.attempts() > 0;
        all.add(new Happening(
                delivery.since(),
                delivery.state().name().toLowerCase(Locale.ROOT),
                page.t(
                        failed ? "timeline.TRIED" : "timeline." + delivery.state(),
                        delivery.agency(),
                        delivery.endpoint(),
                        delivery.attempts()),
                failed ? delivery.lastError().map(page::stored).orElse(operation) : operation));
    }

    /** Whether a delivery still stands where it put it, so that its state says the same. */
    private boolean isPresent(Incident incident) {
        return incident.kind() != Kind.RETRIED
                && document.deliveries().stream()
                        .anyMatch(delivery -> delivery.agency().equals(incident.agency())
                                && delivery.state()
                                        .name()
                                        .equals(incident.kind().name())
                                && delivery.since().equals(incident.at()));
    }

    private void addIncident(Incident incident) {
        all.add(new Happening(
                incident.at(),
                incident.kind() == Kind.DEAD ? "dead" : "repair",
                page.t(
                        "incident." + incident.kind(),
                        incident.agency(),
                        incident.endpoint(),
                        incident.attempts().orElse(0),
                        incident.operator().orElse("–")),
                incident.words().map(page::stored).orElse("")));
    }

    private void addStatus(TrackedStatus said) {
        all.add(new Happening(
                said.accepted(),
                "status",
                said.agency() + ": " + DocumentPage.status(page, said.status()),
                said.remark()
                        .map(remark -> page.texts().language().equals("vi") ? remark.vietnamese() : remark.english())
                        .orElse("")));
    }

    /** Long times between two things that happened. */
    private void addGaps() {
        for (int i = all.size() - 1; i > 0; i--) {
            Instant until = all.get(i).at();
            Duration gap = Duration.between(all.get(i - 1).at(), until);
            if (gap.compareTo(GAP) > 0) {
                all.add(i, new Happening(until, "gap", page.t("timeline.gap", length(gap)), ""));
            }
        }
    }

    /** Recipients whose systems took the document and of whom nothing is heard; one line for many. */
    private void addSilence() {
        List<Silence> silent = document.deliveries().stream()
                .filter(Timeline::isAwaited)
                .map(delivery -> new Silence(
                        delivery.agency().value(), delivery.statusSince().orElse(delivery.since())))
                .filter(silence -> lasted(silence).compareTo(GAP) > 0)
                .sorted(Comparator.comparing(Silence::since))
                .toList();
        if (silent.size() > FEW) {
            Silence longest = silent.get(0);
            add(
                    page.now(),
                    "gap",
                    page.t("timeline.silent.many", silent.size(), longest.agency(), length(lasted(longest))));
        } else {
            silent.forEach(silence ->
                    add(page.now(), "gap", page.t("timeline.silent", silence.agency(), length(lasted(silence)))));
        }
    }

    private Duration lasted(Silence silence) {
        return Duration.between(silence.since(), page.now());
    }

    private void addAhead() {
        document.deliveries().stream()
                .flatMap(delivery -> delivery.nextAttempt().stream()
                        .map(at -> new Happening(
                                at,
                                "next",
                                page.t(
                                        "timeline.next",
                                        delivery.agency(),
                                        delivery.endpoint(),
                                        delivery.attempts() + 1),
                                "")))
                .sorted(Comparator.comparing(Happening::at))
                .forEach(all::add);
    }

    private String length(Duration time) {
        return page.texts().duration(time);
    }

    private static boolean isAwaited(TrackedDelivery delivery) {
        return delivery.state() == DeliveryState.DELIVERED
                && delivery.superseded().isEmpty()
                && delivery.status()
                        .map(status -> status != ProcessingStatus.COMPLETED && status != ProcessingStatus.REFUSED)
                        .orElse(true);
    }
}
