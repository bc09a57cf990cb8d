// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.lienthong.client.Document;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.simulator.Chronicle;
import vn.lienthong.simulator.SimulatedAgency;

/** What a tester sent; the latest 10,000. Thread-safe. */
final class SentMessages {
    private static final int KEPT = 10_000;

    private final Chronicle<Numbered> all = new Chronicle<>(KEPT);

    private record Numbered(int number, Sent sent) {}

    /**
     * One message with the order it was made for.
     *
     * @param header of the document, if it is one
     * @param doing sends this very message, as often as it is asked for
     */
    record Sent(Action order, View view, Optional<Edoc> header, Consumer<SimulatedAgency> doing) {
        static Sent of(Action.Send order, Document document) {
            View view = new View(
                    0,
                    document.from().value(),
                    document.recipients().stream().map(AgencyId::value).toList(),
                    document.id().value(),
                    order.operation(),
                    document.reference().orElse(""),
                    document.subject(),
                    document.submission().value());
            return new Sent(order, view, Optional.of(document.header()), agency -> agency.send(document));
        }

        static Sent of(Action.Report order, StatusReport report) {
            View view = new View(
                    0,
                    report.from().value(),
                    List.of(report.to().value()),
                    report.document().value(),
                    report.status().code(),
                    report.reference().orElse(""),
                    report.description().orElse(""),
                    report.submission().value());
            return new Sent(
                    order, view, Optional.empty(), agency -> agency.client().report(report));
        }

        /** The order for another one like it. */
        Action another() {
            return order instanceof Action.Send send ? send.once() : order;
        }
    }

    /**
     * For programs and the page.
     *
     * @param document the id of the document it is or is about
     * @param operation what a document does; the code of a status
     * @param subject what it is about; why, for a status
     */
    record View(
            int number,
            String from,
            List<String> to,
            String document,
            String operation,
            String reference,
            String subject,
            String submission) {
        View numbered(int place) {
            return new View(place, from, to, document, operation, reference, subject, submission);
        }
    }

    void add(Sent one) {
        all.add(place -> new Numbered(place + 1, one));
    }

    /** The last that is meant. */
    Optional<Sent> find(Predicate<View> meant) {
        return sent().filter(one -> meant.test(one.view())).reduce((first, second) -> second);
    }

    /** The last document of an agency to another with this id. */
    Optional<Edoc> document(String from, String to, String id) {
        return sent().filter(one -> one.view().from().equals(from)
                        && one.view().to().contains(to)
                        && one.view().document().equals(id))
                .flatMap(one -> one.header().stream())
                .reduce((first, second) -> second);
    }

    /** Whether a document has this id. */
    boolean knows(String id) {
        return sent().anyMatch(
                        one -> one.header().isPresent() && one.view().document().equals(id));
    }

    List<View> since(int number) {
        return all.since(number).stream()
                .map(one -> one.sent().view().numbered(one.number()))
                .toList();
    }

    private Stream<Sent> sent() {
        return all.since(0).stream().map(Numbered::sent);
    }
}
