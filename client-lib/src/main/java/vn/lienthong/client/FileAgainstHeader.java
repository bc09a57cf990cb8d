// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.StatusMessage;
import vn.lienthong.edxml.UpdateInfo;
import vn.lienthong.protocol.Amendment;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;

/**
 * Holds an edXML file against its routing header. The header is what the exchange checked and the sender's statement repeats; the
 * file is what the application acts on, and the exchange never reads it. Of one agency the old code and the present one are the same.
 */
final class FileAgainstHeader {
    private static final int MAX_SHOWN = 80;

    private final RoutingHeader header;

    FileAgainstHeader(RoutingHeader header) {
        this.header = header;
    }

    /**
     * Requires of a document that it comes from the header's sender, is the document the header names, does what the header says,
     * and is for all whom the header names. It may be for more: a document can be handed in in parts.
     *
     * @throws RefusalException with what differs
     */
    void require(Document document) {
        Optional<BusinessInfo> business = document.header().business();
        Optional<UpdateInfo> update =
                business.filter(info -> info.operation() == Operation.UPDATE).flatMap(BusinessInfo::update);
        List<String> removed = update.map(UpdateInfo::removedReceivers).orElse(List.of());
        List<String> added = update.map(UpdateInfo::addedReceivers).orElse(List.of());
        Stream<String> receivers = document.recipients().stream().map(AgencyId::value);

        same("from", form(document.from().value()), form(header.from().value()));
        same("document", document.id().value(), header.document().value());
        same("operation", code(document.operation()), code(header.operation()));
        if (header.operation() == Operation.RECALL) {
            business.flatMap(BusinessInfo::documentId)
                    .ifPresent(recalled -> same(
                            "document recalled",
                            recalled.value(),
                            header.document().value()));
        }
        among("to", forms(Stream.of(receivers, removed.stream(), added.stream()).flatMap(all -> all)), header.to());
        among(
                "removed",
                forms(removed.stream()),
                header.traits().amendment().map(Amendment::removed).orElse(List.of()));
    }

    /**
     * Requires of a status that it comes from the header's sender, goes to the header's addressee, and says what the header says about
     * the document the header names. What the file leaves out it does not contradict.
     *
     * @throws RefusalException with what differs
     */
    void require(StatusMessage status) {
        status.from()
                .organId()
                .ifPresent(from -> same("from", form(from), form(header.from().value())));
        status.responseFor()
                .organId()
                .ifPresent(to -> same("to", form(to), form(header.to().get(0).value())));
        status.responseFor()
                .documentId()
                .ifPresent(id -> same("document", id.value(), header.document().value()));
        same(
                "status",
                status.status().map(ProcessingStatus::code).orElse(status.statusCode()),
                header.status().map(ProcessingStatus::code).orElse("-"));
    }

    private void same(String what, String inFile, String inHeader) {
        if (!inFile.equals(inHeader)) {
            throw new RefusalException(
                    ErrorCode.FILE_DIFFERS.with(header.submission().value(), what, shown(inFile), shown(inHeader)));
        }
    }

    private void among(String what, Set<String> inFile, Collection<AgencyId> inHeader) {
        for (AgencyId agency : inHeader) {
            if (!inFile.contains(form(agency.value()))) {
                same(what, String.join(",", inFile), agency.value());
            }
        }
    }

    private static Set<String> forms(Stream<String> codes) {
        return codes.map(FileAgainstHeader::form).collect(Collectors.toUnmodifiableSet());
    }

    private static String form(String code) {
        return AgencyId.isValid(code)
                ? AgencyCatalogue.currentForm(new AgencyId(code))
                        .map(AgencyId::value)
                        .orElse(code)
                : code;
    }

    private static String code(Operation operation) {
        return Integer.toString(operation.code());
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
