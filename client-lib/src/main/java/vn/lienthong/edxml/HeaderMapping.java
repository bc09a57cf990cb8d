// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.wire.WireHeader;
import vn.lienthong.edxml.wire.WireManifest;
import vn.lienthong.edxml.wire.WireOrganization;
import vn.lienthong.edxml.wire.WireStaff;
import vn.lienthong.edxml.wire.WireTraces;

/** Turns the header on the wire into a message. */
final class HeaderMapping {
    private static final String HEADER = Grammar.HEADER_PATH + "/MessageHeader";
    static final String MANIFEST = "/edXML/edXMLEnvelope/edXMLBody/edXMLManifest";

    private final ValueReader values;
    private final BusinessMapping business;

    HeaderMapping(ValueReader values) {
        this.values = values;
        this.business = new BusinessMapping(values);
    }

    StatusMessage status(WireHeader wire) {
        String code = Values.text(wire.statusCode).orElse("");
        Optional<DocumentReference> about = nullToEmpty(wire.responseFor).stream()
                .map(document -> documentReference(HEADER + "/ResponseFor", document))
                .findFirst();
        return new StatusMessage(
                organization(HEADER + "/From", wire.from),
                about.orElseGet(() -> documentReference(HEADER + "/ResponseFor", new WireHeader.ResponseFor())),
                staff(wire.staffInfo),
                code.length() == 1 ? "0" + code : code,
                Values.text(wire.description),
                values.timestamp(HEADER + "/Timestamp", wire.timestamp));
    }

    Edoc edoc(WireHeader wire, WireTraces traces, WireManifest manifest, HeaderSignature signature) {
        WireHeader.Code code = wire.code == null ? new WireHeader.Code() : wire.code;
        WireHeader.Promulgation promulgation =
                wire.promulgationInfo == null ? new WireHeader.Promulgation() : wire.promulgationInfo;
        return new Edoc(
                organization(HEADER + "/From", wire.from),
                receivers(wire.to),
                values.documentId(HEADER + "/DocumentId", wire.documentId),
                Values.text(code.codeNumber),
                Values.text(code.codeNotation),
                Values.text(promulgation.place),
                values.date(HEADER + "/PromulgationInfo/PromulgationDate", promulgation.promulgationDate),
                documentType(wire.documentType),
                Values.text(wire.subject),
                Values.text(wire.content),
                signer(wire.signerInfo),
                values.date(HEADER + "/DueDate", wire.dueDate),
                ValueReader.texts(wire.toPlaces),
                otherInfo(wire.otherInfo),
                responseFor(wire.responseFor),
                steeringType(wire.steeringType),
                business.trace(traces.traceHeaders),
                business.business(traces.bussiness),
                references(manifest),
                extensions(wire, traces),
                signature);
    }

    private Organization organization(String path, @Nullable WireOrganization wire) {
        if (wire == null) {
            return Organization.UNKNOWN;
        }
        return new Organization(
                values.id(path + "/OrganId", wire.organId),
                Values.text(wire.organizationInCharge),
                Values.text(wire.organName),
                Values.text(wire.organAdd),
                Values.text(wire.email),
                Values.text(wire.telephone),
                Values.text(wire.fax),
                Values.text(wire.website));
    }

    private List<Organization> receivers(@Nullable List<WireOrganization> wire) {
        List<Organization> receivers = new ArrayList<>();
        for (WireOrganization receiver : nullToEmpty(wire)) {
            receivers.add(organization(HEADER + "/To[" + (receivers.size() + 1) + "]", receiver));
        }
        if (receivers.isEmpty()) {
            values.report(ReadingCode.NO_RECEIVER, HEADER, "", "");
        }
        return receivers;
    }

    private DocumentType documentType(WireHeader.@Nullable Type wire) {
        if (wire == null) {
            return DocumentType.UNKNOWN;
        }
        return new DocumentType(
                values.number(HEADER + "/DocumentType/Type", wire.type),
                values.number(HEADER + "/DocumentType/TypeDetail", wire.typeDetail),
                Values.text(wire.typeName));
    }

    private static Signer signer(WireHeader.@Nullable Signer wire) {
        return wire == null
                ? Signer.UNKNOWN
                : new Signer(Values.text(wire.competence), Values.text(wire.position), Values.text(wire.fullName));
    }

    private OtherInfo otherInfo(WireHeader.@Nullable Other wire) {
        if (wire == null) {
            return OtherInfo.UNKNOWN;
        }
        String path = HEADER + "/OtherInfo/";
        return new OtherInfo(
                values.number(path + "Priority", wire.priority).orElse(0),
                Values.text(wire.sphereOfPromulgation),
                Values.text(wire.typerNotation),
                values.number(path + "PromulgationAmount", wire.promulgationAmount),
                values.number(path + "PageAmount", wire.pageAmount),
                ValueReader.texts(wire.appendixes));
    }

    private Extensions extensions(WireHeader wire, WireTraces traces) {
        WireHeader.Other other = wire.otherInfo == null ? new WireHeader.Other() : wire.otherInfo;
        return new Extensions(
                Values.text(other.replyFors),
                values.flag(HEADER + "/OtherInfo/Direction", other.direction),
                Values.text(other.referenceCodes),
                ValueReader.texts(wire.taskCodes),
                Values.text(wire.applicationType),
                Values.text(traces.paper));
    }

    private List<DocumentReference> responseFor(@Nullable List<WireHeader.ResponseFor> wire) {
        List<DocumentReference> documents = new ArrayList<>();
        int position = 0;
        for (WireHeader.ResponseFor document : nullToEmpty(wire)) {
            String path = HEADER + "/ResponseFor[" + ++position + "]";
            DocumentReference reference = documentReference(path, document);
            if (isEmpty(reference)) {
                values.report(ReadingCode.EMPTY_ELEMENT, path, "", "");
            } else {
                documents.add(reference);
            }
        }
        return documents;
    }

    private DocumentReference documentReference(String path, WireHeader.ResponseFor wire) {
        return new DocumentReference(
                values.id(path + "/OrganId", wire.organId),
                Values.text(wire.code),
                values.date(path + "/PromulgationDate", wire.promulgationDate),
                values.documentId(path + "/DocumentId", wire.documentId));
    }

    private static boolean isEmpty(DocumentReference reference) {
        return reference.organId().isEmpty()
                && reference.code().isEmpty()
                && reference.promulgationDate().isEmpty()
                && reference.documentId().isEmpty();
    }

    private int steeringType(@Nullable String wire) {
        String path = HEADER + "/SteeringType";
        int type = values.number(path, wire).orElse(0);
        if (type == 3) {
            values.report(ReadingCode.STEERING_TYPE_THREE, path, "3", "2");
            return 2;
        }
        return type;
    }

    private List<AttachmentReference> references(WireManifest manifest) {
        List<AttachmentReference> references = new ArrayList<>();
        for (WireManifest.Reference wire : nullToEmpty(manifest.references)) {
            String path = MANIFEST + "/Reference[" + (references.size() + 1) + "]";
            references.add(new AttachmentReference(
                    contentId(path, wire),
                    Values.text(wire.contentType),
                    Values.text(wire.description),
                    Values.text(wire.attachmentName)));
        }
        return references;
    }

    private String contentId(String path, WireManifest.Reference wire) {
        Optional<String> own = Values.text(wire.contentId);
        if (own.isPresent()) {
            return ContentIds.read(path, own.get(), values);
        }
        Optional<String> link = Values.text(wire.href);
        link.ifPresent(text -> values.report(ReadingCode.CONTENT_ID_IN_LINK, path, text, ""));
        return link.map(ContentIds::withoutPrefix).orElse("");
    }

    static List<Staff> staff(@Nullable List<WireStaff> wire) {
        List<Staff> staff = new ArrayList<>();
        for (WireStaff person : nullToEmpty(wire)) {
            staff.add(new Staff(
                    Values.text(person.department),
                    Values.text(person.staff),
                    Values.text(person.mobile),
                    Values.text(person.email),
                    Values.text(person.departmentId),
                    Values.text(person.staffId)));
        }
        return staff;
    }

    static <T> List<T> nullToEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
