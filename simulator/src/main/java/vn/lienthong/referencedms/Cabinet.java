// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.referencedms;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.orders.Sha256;

/** What the system keeps: the registers of incoming and outgoing documents, in a folder. Thread-safe. */
final class Cabinet {
    private static final Set<String> CONTACTS = Set.of("G22", "G12", "H26");

    private final Records<Incoming> incoming;
    private final Records<Outgoing> outgoing;

    Cabinet(Path folder) {
        incoming = new Records<>(folder.resolve("incoming"), Incoming.class, Incoming::key);
        outgoing = new Records<>(folder.resolve("outgoing"), Outgoing.class, Outgoing::document);
    }

    /** Enters a document; empty if it is there already. */
    synchronized Optional<Incoming> enter(String key, Delivery delivery) {
        if (incoming.get(key).isPresent()) {
            return Optional.empty();
        }
        Document document = delivery.document();
        Incoming entry = new Incoming(
                key,
                incoming.all().size() + 1,
                document.from().value(),
                document.id().value(),
                document.reference(),
                document.header().promulgationDate(),
                document.subject(),
                delivery.recipients().stream().map(AgencyId::value).toList(),
                Incoming.State.ARRIVED,
                Optional.empty(),
                List.of(),
                files(document));
        incoming.put(entry);
        return Optional.of(entry);
    }

    /** The incoming documents with an id, as their senders call them. */
    synchronized List<Incoming> incoming(String document) {
        return incoming.all().stream()
                .filter(entry -> entry.document().equals(document))
                .toList();
    }

    synchronized Incoming change(Incoming entry, UnaryOperator<Incoming> change) {
        Incoming changed = change.apply(incoming.get(entry.key()).orElse(entry));
        incoming.put(changed);
        return changed;
    }

    synchronized Optional<Outgoing> outgoing(String document) {
        return outgoing.get(document);
    }

    synchronized void put(Outgoing entry) {
        outgoing.put(entry);
    }

    synchronized void change(String document, UnaryOperator<Outgoing> change) {
        outgoing.get(document).map(change).ifPresent(outgoing::put);
    }

    /** How many documents it has sent. */
    synchronized int sent() {
        return outgoing.all().size();
    }

    /** The agencies in its table of contacts: a few it started with, and whoever it sent to. */
    synchronized Set<String> contacts() {
        return Stream.concat(
                        CONTACTS.stream(), outgoing.all().stream().flatMap(entry -> entry.statuses().keySet().stream()))
                .collect(Collectors.toSet());
    }

    private static List<Incoming.StoredFile> files(Document document) {
        return document.attachments().stream()
                .map(attachment -> new Incoming.StoredFile(attachment.name(), Sha256.of(attachment)))
                .toList();
    }
}
