// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.AgencyId;

/** What a tester sent; the first 10,000. Thread-safe. */
final class SentDocuments {
    private static final int MOST = 10_000;

    private final List<Sent> all = new ArrayList<>();

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

    synchronized void add(Sent one) {
        if (all.size() < MOST) {
            all.add(one);
        }
    }

    /** The last of this id and operation. */
    synchronized Optional<Sent> find(String id, String operation) {
        return all.stream().filter(one -> one.is(id, operation)).reduce((first, second) -> second);
    }

    synchronized boolean knows(String id) {
        return all.stream().anyMatch(one -> one.document().id().value().equals(id));
    }

    synchronized List<View> since(int number) {
        List<View> views = new ArrayList<>();
        for (int i = Math.max(0, number); i < all.size(); i++) {
            views.add(view(i + 1, all.get(i)));
        }
        return views;
    }

    private static View view(int number, Sent sent) {
        Document document = sent.document();
        return new View(
                number,
                document.from().value(),
                document.recipients().stream().map(AgencyId::value).toList(),
                document.id().value(),
                sent.order().operation(),
                document.reference().orElse(""),
                document.subject(),
                document.submission().value());
    }
}
