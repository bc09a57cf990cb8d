// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.wire.WireHeader;
import vn.lienthong.edxml.wire.WireOrganization;
import vn.lienthong.edxml.wire.WireStaff;
import vn.lienthong.edxml.wire.WireStatusHeader;
import vn.lienthong.edxml.wire.WireTraces;

/**
 * Turns a message into its header on the wire. Absent values become empty elements wherever the checkers of other systems
 * want to see the element, and nothing elsewhere. Fields outside the standard are left out.
 */
final class WireMapping {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu/MM/dd");
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss");

    private WireMapping() {}

    static WireStatusHeader header(StatusMessage status) {
        WireStatusHeader wire = new WireStatusHeader();
        wire.from = organization(status.from());
        wire.responseFor = new WireStatusHeader.StatusResponseFor();
        wire.responseFor.organId = text(status.responseFor().organId());
        wire.responseFor.code = text(status.responseFor().code());
        wire.responseFor.promulgationDate = date(status.responseFor().promulgationDate());
        wire.responseFor.documentId = id(status.responseFor().documentId());
        wire.staffInfo = staff(status.staff());
        wire.statusCode = status.statusCode();
        wire.description = status.description().orElse(null);
        wire.timestamp = timestamp(status.timestamp());
        return wire;
    }

    static WireHeader header(Edoc edoc) {
        WireHeader wire = new WireHeader();
        wire.from = organization(edoc.from());
        wire.to = edoc.to().stream().map(WireMapping::organization).toList();
        wire.documentId = id(edoc.documentId());
        wire.code = new WireHeader.Code();
        wire.code.codeNumber = text(edoc.codeNumber());
        wire.code.codeNotation = text(edoc.codeNotation());
        wire.promulgationInfo = new WireHeader.Promulgation();
        wire.promulgationInfo.place = text(edoc.promulgationPlace());
        wire.promulgationInfo.promulgationDate = date(edoc.promulgationDate());
        wire.documentType = documentType(edoc.documentType());
        wire.subject = text(edoc.subject());
        wire.content = text(edoc.content());
        wire.signerInfo = signer(edoc.signer());
        wire.dueDate = date(edoc.dueDate());
        wire.otherInfo = otherInfo(edoc.otherInfo());
        wire.responseFor =
                edoc.responseFor().stream().map(WireMapping::responseFor).toList();
        wire.steeringType = String.valueOf(edoc.steeringType());
        wire.toPlaces = edoc.toPlaces();
        return wire;
    }

    static WireTraces traces(Edoc edoc) {
        WireTraces wire = new WireTraces();
        List<WireTraces.Trace> systems = new ArrayList<>();
        for (TraceHeader system : edoc.trace()) {
            WireTraces.Trace trace = new WireTraces.Trace();
            trace.organId = text(system.organId());
            trace.timestamp = timestamp(system.timestamp());
            systems.add(trace);
        }
        wire.traceHeaders = systems;
        wire.bussiness = edoc.business().map(WireMapping::bussiness).orElse(null);
        return wire;
    }

    private static WireOrganization organization(Organization organization) {
        WireOrganization wire = new WireOrganization();
        wire.organId = text(organization.organId());
        wire.organizationInCharge = text(organization.inCharge());
        wire.organName = text(organization.name());
        wire.organAdd = text(organization.address());
        wire.email = text(organization.email());
        wire.telephone = text(organization.telephone());
        wire.fax = text(organization.fax());
        wire.website = text(organization.website());
        return wire;
    }

    private static WireHeader.Type documentType(DocumentType type) {
        WireHeader.Type wire = new WireHeader.Type();
        wire.type = text(type.group());
        wire.typeDetail = type.number().map(String::valueOf).orElse(null);
        wire.typeName = text(type.name());
        return wire;
    }

    private static WireHeader.Signer signer(Signer signer) {
        WireHeader.Signer wire = new WireHeader.Signer();
        wire.competence = text(signer.competence());
        wire.position = text(signer.position());
        wire.fullName = text(signer.fullName());
        return wire;
    }

    private static WireHeader.Other otherInfo(OtherInfo info) {
        WireHeader.Other wire = new WireHeader.Other();
        wire.priority = String.valueOf(info.priority());
        wire.sphereOfPromulgation = text(info.sphere());
        wire.typerNotation = text(info.typist());
        wire.promulgationAmount = text(info.promulgationAmount());
        wire.pageAmount = text(info.pageAmount());
        wire.appendixes = info.appendixes();
        return wire;
    }

    private static WireHeader.ResponseFor responseFor(DocumentReference reference) {
        WireHeader.ResponseFor wire = new WireHeader.ResponseFor();
        wire.organId = text(reference.organId());
        wire.code = text(reference.code());
        wire.documentId = id(reference.documentId());
        wire.promulgationDate = reference.promulgationDate().map(DATE::format).orElse(null);
        return wire;
    }

    private static WireTraces.Bussiness bussiness(BusinessInfo info) {
        WireTraces.Bussiness wire = new WireTraces.Bussiness();
        wire.documentId = info.documentId().map(DocumentId::value).orElse(null);
        wire.bussinessDocType = String.valueOf(info.operation().code());
        wire.bussinessDocReason = info.reason().orElse(null);
        wire.paper = info.paper().map(String::valueOf).orElse(null);
        wire.documentInfo = info.update().map(WireMapping::changes).orElse(null);
        wire.replacements = replacements(info.replacements());
        wire.staffInfo = staff(info.staff());
        return wire;
    }

    private static WireTraces.Changes changes(UpdateInfo update) {
        WireTraces.Changes wire = new WireTraces.Changes();
        wire.documentInfo = update.documentChanged() ? "1" : "0";
        wire.documentReceiver = update.receiversChanged() ? "1" : "0";
        List<WireTraces.Receiver> receivers = new ArrayList<>();
        update.removedReceivers().forEach(organId -> receivers.add(receiver(organId, "0")));
        update.addedReceivers().forEach(organId -> receivers.add(receiver(organId, "1")));
        wire.receivers = receivers.isEmpty() ? null : receivers;
        return wire;
    }

    private static WireTraces.Receiver receiver(String organId, String type) {
        WireTraces.Receiver wire = new WireTraces.Receiver();
        wire.organId = organId;
        wire.receiverType = type;
        return wire;
    }

    private static @Nullable List<WireTraces.Replacement> replacements(List<Replacement> replacements) {
        List<WireTraces.Replacement> wire = new ArrayList<>();
        for (Replacement replaced : replacements) {
            WireTraces.Replacement entry = new WireTraces.Replacement();
            entry.documentId = replaced.documentId().value();
            entry.organIds = replaced.organIds();
            wire.add(entry);
        }
        return wire.isEmpty() ? null : wire;
    }

    private static List<WireStaff> staff(List<Staff> people) {
        List<WireStaff> wire = new ArrayList<>();
        for (Staff person : people) {
            WireStaff entry = new WireStaff();
            entry.department = text(person.department());
            entry.staff = text(person.name());
            entry.mobile = text(person.mobile());
            entry.email = text(person.email());
            wire.add(entry);
        }
        return wire;
    }

    private static String text(Optional<?> value) {
        return value.map(String::valueOf).orElse("");
    }

    private static String id(Optional<DocumentId> id) {
        return id.map(DocumentId::value).orElse("");
    }

    private static String date(Optional<LocalDate> date) {
        return date.map(DATE::format).orElse("");
    }

    private static String timestamp(Optional<LocalDateTime> time) {
        return time.map(TIMESTAMP::format).orElse("");
    }
}
