// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.receipts;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.DeadLetterSettled;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.RecallReminded;
import vn.lienthong.broker.events.Event.Recipient;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.ReceiptKind;

/** Which receipt an event calls for. */
final class ReceiptWriter {
    private final Set<ReceiptKind> wanted;

    ReceiptWriter(Set<ReceiptKind> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    boolean gives(ReceiptKind kind) {
        return wanted.contains(kind);
    }

    /** Who gets the receipt for an event: the endpoint that handed the submission in, and who is reminded. */
    static Set<EndpointId> readers(Event event) {
        Set<EndpointId> readers = new LinkedHashSet<>(List.of(event.submission().sender()));
        if (event instanceof RecallReminded reminded) {
            readers.add(reminded.endpoint());
        }
        return readers;
    }

    /** The receipt for an event, if there is to be one. */
    Optional<Receipt> write(Event event) {
        Optional<Receipt> receipt = Optional.empty();
        if (event instanceof DocumentAccepted accepted) {
            List<AgencyId> recipients =
                    accepted.recipients().stream().map(Recipient::agency).toList();
            receipt = Optional.of(plain(ReceiptKind.ACCEPTED, accepted, recipients));
        } else if (event instanceof MessageEnded ended) {
            receipt = Optional.of(ended(ended));
        } else if (event instanceof DeadLetterSettled settled) {
            receipt = kind(settled).map(kind -> settled(kind, settled));
        } else if (event instanceof RecallReminded reminded) {
            receipt = Optional.of(plain(ReceiptKind.REMINDED, reminded, List.of(reminded.recipient())));
        }
        return receipt.filter(found -> gives(found.kind()));
    }

    private static Receipt ended(MessageEnded event) {
        ReceiptKind kind =
                switch (event.end()) {
                    case TAKEN -> ReceiptKind.DELIVERED;
                    case WITHDRAWN -> ReceiptKind.RECALLED;
                    case EXPIRED -> ReceiptKind.EXPIRED;
                    case DEAD -> ReceiptKind.DEAD;
                };
        return new Receipt(
                kind,
                event.kind(),
                event.submission().id(),
                event.document().agency(),
                event.document().id(),
                event.recipients(),
                event.at(),
                event.attempts(),
                Optional.empty());
    }

    /** About a document, with nothing more to say. */
    private static Receipt plain(ReceiptKind kind, Event event, List<AgencyId> recipients) {
        return new Receipt(
                kind,
                MessageKind.DOCUMENT,
                event.submission().id(),
                event.document().agency(),
                event.document().id(),
                recipients,
                event.at(),
                0,
                Optional.empty());
    }

    private static Optional<ReceiptKind> kind(DeadLetterSettled event) {
        return switch (event.settlement().outcome()) {
            case RETURNED -> Optional.of(ReceiptKind.RETURNED);
            case RECALLED -> Optional.of(ReceiptKind.RECALLED);
            case RETRIED, DISCARDED -> Optional.empty();
        };
    }

    private static Receipt settled(ReceiptKind kind, DeadLetterSettled event) {
        return new Receipt(
                kind,
                event.kind(),
                event.submission().id(),
                event.document().agency(),
                event.document().id(),
                event.recipients(),
                event.at(),
                0,
                event.settlement().reason());
    }
}
