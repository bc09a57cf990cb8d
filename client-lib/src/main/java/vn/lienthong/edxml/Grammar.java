// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static vn.lienthong.edxml.Shape.branch;
import static vn.lienthong.edxml.Shape.content;
import static vn.lienthong.edxml.Shape.opaque;
import static vn.lienthong.edxml.Shape.text;

/**
 * The elements of the format with the longest values that are written. The lengths leave room above those of the law,
 * which are a matter of advice and not of form.
 */
final class Grammar {
    static final String HEADER_PATH = "/edXML/edXMLEnvelope/edXMLHeader";

    private static final int ID = AgencyId.MAX_LENGTH;
    private static final int DATE = 10;
    private static final int TIMESTAMP = 19;
    private static final int NUMBER = 10;

    private static final Shape[] ORGANIZATION = {
        text("OrganId", ID),
        text("OrganizationInCharge", 500),
        text("OrganName", 500),
        text("OrganAdd", 500),
        text("Email", 100),
        text("Telephone", 50),
        text("Fax", 50),
        text("Website", 100)
    };
    private static final Shape STAFF = branch(
                    "StaffInfo",
                    text("Department", 300),
                    text("DepartmentId", 100),
                    text("Staff", 100),
                    text("StaffId", 100),
                    text("Mobile", 100),
                    text("Email", 100))
            .repeated();
    private static final Shape DOCUMENT_ID = text("DocumentId", DocumentId.MAX_LENGTH);

    static final Shape MESSAGE_HEADER = branch(
            "MessageHeader",
            branch("From", ORGANIZATION),
            branch("To", ORGANIZATION).repeated(),
            DOCUMENT_ID,
            branch("Code", text("CodeNumber", 50), text("CodeNotation", 50)),
            branch("PromulgationInfo", text("Place", 100), text("PromulgationDate", DATE)),
            branch("DocumentType", text("Type", NUMBER), text("TypeDetail", NUMBER), text("TypeName", 200)),
            text("Subject", 1000),
            text("Content", 2000),
            branch("SignerInfo", text("Competence", 200), text("Position", 200), text("FullName", 100)),
            text("DueDate", DATE),
            otherInfo(),
            branch("ResponseFor", text("OrganId", ID), text("Code", 101), text("PromulgationDate", DATE), DOCUMENT_ID)
                    .repeated(),
            text("SteeringType", NUMBER),
            branch("ResponseForTask", text("TaskCode", 200).repeated()),
            text("ApplicationType", 200),
            branch("ToPlaces", text("Place", 300).repeated()),
            STAFF,
            text("StatusCode", 3),
            text("Description", 1000),
            text("Timestamp", TIMESTAMP));

    static final Shape TRACE_HEADER_LIST = branch(
            "TraceHeaderList",
            branch("TraceHeader", text("OrganId", ID), text("Timestamp", TIMESTAMP))
                    .repeated(),
            bussiness(),
            text("Paper", NUMBER));

    static final Shape MANIFEST = branch(
            "edXMLManifest",
            branch(
                            "Reference",
                            text("ContentId", 200),
                            text("ContentType", 200),
                            text("Description", 1000),
                            text("AttachmentName", 500))
                    .repeated());

    private static final Shape ATTACHMENTS = branch(
            "AttachmentEncoded",
            branch(
                            "Attachment",
                            text("ContentId", 200),
                            text("AttachmentName", 500),
                            text("Description", 1000),
                            text("ContentType", 200),
                            text("FieldName", 200),
                            text("MimeType", 200),
                            text("Format", 200),
                            content("ContentTransferEncoded"))
                    .repeated());

    static final Shape ROOT = branch(
            "edXML",
            branch(
                    "edXMLEnvelope",
                    branch(
                            "edXMLHeader",
                            MESSAGE_HEADER,
                            TRACE_HEADER_LIST,
                            opaque("Signature"),
                            opaque("DigitalSignature"),
                            ATTACHMENTS),
                    branch("edXMLBody", MANIFEST, ATTACHMENTS),
                    ATTACHMENTS),
            ATTACHMENTS);

    private Grammar() {}

    private static Shape otherInfo() {
        return branch(
                "OtherInfo",
                text("Priority", NUMBER),
                text("SphereOfPromulgation", 200),
                text("TyperNotation", 50),
                text("PromulgationAmount", NUMBER),
                text("PageAmount", NUMBER),
                text("ReplyFors", 1000),
                text("Direction", NUMBER),
                text("ReferenceCodes", 1000),
                branch("Appendixes", text("Appendix", 500).repeated()));
    }

    private static Shape bussiness() {
        Shape receiver = branch("Receiver", text("OrganId", ID), text("ReceiverType", NUMBER));
        Shape replacement = branch(
                "ReplacementInfo",
                DOCUMENT_ID,
                branch("OrganIdList", text("OrganId", ID).repeated()));
        return branch(
                "Bussiness",
                DOCUMENT_ID,
                text("BussinessDocType", 1),
                text("BussinessDocReason", 500),
                text("Paper", NUMBER),
                branch(
                        "BussinessDocumentInfo",
                        text("DocumentInfo", 1),
                        text("DocumentReceiver", 1),
                        branch("ReceiverList", receiver.repeated())),
                branch("ReplacementInfoList", replacement.repeated()),
                STAFF);
    }
}
