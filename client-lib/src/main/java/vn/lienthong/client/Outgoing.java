// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.Replacement;
import vn.lienthong.protocol.Amendment;
import vn.lienthong.protocol.RoutingHeader;

/**
 * One submission: what the exchange reads and what the recipient reads.
 *
 * @param sealed whether the body is for the eyes of its recipients only
 */
record Outgoing(RoutingHeader header, Body body, boolean sealed) {
    /** A document on its way. */
    static Outgoing of(Document document, boolean sealed) {
        return new Outgoing(header(document, sealed), document.body(), sealed);
    }

    /**
     * What the exchange reads of a document. An update also goes to those whom it removes from the recipients: they have to
     * learn that they are to drop the document. What a sealed one is about is in its body only.
     */
    private static RoutingHeader header(Document document, boolean sealed) {
        List<AgencyId> removed = removed(document);
        Set<AgencyId> recipients = new LinkedHashSet<>(document.recipients());
        recipients.addAll(removed);
        RoutingHeader.DocumentTraits traits = new RoutingHeader.DocumentTraits(
                document.operation(),
                document.reference(),
                Optional.of(document.subject()).filter(text -> !text.isBlank() && !sealed),
                document.urgency(),
                document.header().dueDate(),
                Optional.empty(),
                document.expires());
        return RoutingHeader.document(
                document.submission(),
                document.from(),
                new ArrayList<>(recipients),
                document.id(),
                traits.withAmendment(new Amendment(removed, replaced(document))));
    }

    private static List<AgencyId> removed(Document document) {
        return business(document, Operation.UPDATE).flatMap(BusinessInfo::update).stream()
                .flatMap(update -> update.removedReceivers().stream())
                .filter(AgencyId::isValid)
                .map(AgencyId::new)
                .distinct()
                .toList();
    }

    private static List<DocumentId> replaced(Document document) {
        return business(document, Operation.REPLACE).stream()
                .flatMap(business -> business.replacements().stream())
                .map(Replacement::documentId)
                .distinct()
                .toList();
    }

    private static Optional<BusinessInfo> business(Document document, Operation operation) {
        return document.header().business().filter(business -> business.operation() == operation);
    }
}
