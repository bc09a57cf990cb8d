// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import vn.lienthong.client.SentDocument;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;

/** What was sent, and what came back of every recipient. Thread-safe. */
final class Tally {
    private final Map<DocumentId, Row> rows = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private int submissions;
    private int deliveries;

    /** One document: how it is called, and the statuses of each recipient. */
    private static final class Row {
        private final String label;
        private final Map<AgencyId, Set<ProcessingStatus>> statuses = new LinkedHashMap<>();
        private final Set<ProcessingStatus> completed = new HashSet<>();

        Row(String label) {
            this.label = label;
        }
    }

    /** Announces a document before it is sent: statuses may come before the send returns. */
    synchronized void announce(DocumentId document, String label, List<AgencyId> recipients) {
        Row row = rows.computeIfAbsent(document, id -> new Row(label));
        recipients.forEach(recipient -> row.statuses.putIfAbsent(recipient, new HashSet<>()));
    }

    synchronized void sent(SentDocument document) {
        submissions++;
        deliveries += document.recipients().size();
    }

    /** Counts a status; true when with it every recipient of the document has reported this status. */
    synchronized boolean status(StatusUpdate update) {
        Row row = rows.computeIfAbsent(
                update.document(), id -> new Row(update.document().value()));
        counts.merge(update.status().code(), 1, Integer::sum);
        row.statuses.computeIfAbsent(update.from(), agency -> new HashSet<>()).add(update.status());
        notifyAll();
        return row.statuses.values().stream().allMatch(seen -> seen.contains(update.status()))
                && row.completed.add(update.status());
    }

    synchronized String label(DocumentId document) {
        Row row = rows.get(document);
        return row == null ? document.value() : row.label;
    }

    synchronized int recipients(DocumentId document) {
        Row row = rows.get(document);
        return row == null ? 1 : row.statuses.size();
    }

    /** Waits until what every recipient of a document has reported satisfies a condition; false when time is up. */
    synchronized boolean await(DocumentId document, Predicate<Set<ProcessingStatus>> condition, Duration atMost)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        Row row = rows.get(document);
        while (row != null && !row.statuses.values().stream().allMatch(condition)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized int submissions() {
        return submissions;
    }

    synchronized int deliveries() {
        return deliveries;
    }

    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** Recipients that have said nothing about a document. */
    synchronized int silent() {
        return (int) rows.values().stream()
                .flatMap(row -> row.statuses.values().stream())
                .filter(Set::isEmpty)
                .count();
    }

    /** One line per document: label, recipients, and how many of them reported each status. */
    synchronized List<List<String>> table(List<ProcessingStatus> columns) {
        List<List<String>> table = new ArrayList<>();
        for (Row row : rows.values()) {
            List<String> line = new ArrayList<>(List.of(row.label, Integer.toString(row.statuses.size())));
            for (ProcessingStatus column : columns) {
                long count = row.statuses.values().stream()
                        .filter(seen -> seen.contains(column))
                        .count();
                line.add(count == 0 ? "·" : Long.toString(count));
            }
            table.add(line);
        }
        return table;
    }
}
