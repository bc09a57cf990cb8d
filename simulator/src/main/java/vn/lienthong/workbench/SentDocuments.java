// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.util.List;
import java.util.Optional;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.simulator.Chronicle;

/** What a tester sent; the latest 10,000. Thread-safe. */
final class SentDocuments {
    private static final int KEPT = 10_000;

    private final Chronicle<Numbered> all = new Chronicle<>(KEPT);

    private record Numbered(int number, Sent sent) {}

    /** One document with the order it was made for. */
    record Sent(Action.Send order, Document document) {
        boolean is(String id, String operation) {
            return document.id().value().equals(id) && order.operation().equals(operation);
        }
    }

    /** For programs and the page. */
    record View(
            int number,
            String from,
            List<String> to,
            String document,
            String operation,
            String reference,
            String subject,
            String submission) {}

    void add(Sent one) {
        all.add(place -> new Numbered(place + 1, one));
    }

    /** The last of this id and operation. */
    Optional<Sent> find(String id, String operation) {
        return all.since(0).stream()
                .map(Numbered::sent)
                .filter(one -> one.is(id, operation))
                .reduce((first, second) -> second);
    }

    boolean knows(String id) {
        return all.since(0).stream()
                .anyMatch(one -> one.sent().document().id().value().equals(id));
    }

    List<View> since(int number) {
        return all.since(number).stream().map(SentDocuments::view).toList();
    }

    private static View view(Numbered numbered) {
        Sent sent = numbered.sent();
        Document document = sent.document();
        return new View(
                numbered.number(),
                document.from().value(),
                document.recipients().stream().map(AgencyId::value).toList(),
                document.id().value(),
                sent.order().operation(),
                document.reference().orElse(""),
                document.subject(),
                document.submission().value());
    }
}
