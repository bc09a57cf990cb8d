// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/** Where the values of a message stand, for findings. */
final class Paths {
    static final String HEADER = "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader";
    static final String FROM = HEADER + "/From";
    static final String DOCUMENT_ID = HEADER + "/DocumentId";
    static final String PROMULGATION_DATE = HEADER + "/PromulgationInfo/PromulgationDate";
    static final String RESPONSE_FOR = HEADER + "/ResponseFor";
    static final String SUBJECT = HEADER + "/Subject";
    static final String TYPE_NAME = HEADER + "/DocumentType/TypeName";
    static final String TRACE = "/edXML/edXMLEnvelope/edXMLHeader/TraceHeaderList";
    static final String BUSINESS = TRACE + "/Bussiness";
    static final String MANIFEST = "/edXML/edXMLEnvelope/edXMLBody/edXMLManifest";
    static final String ATTACHMENTS = "/edXML/AttachmentEncoded";

    private Paths() {}

    static String to(int index) {
        return nth(HEADER + "/To", index);
    }

    static String reference(int index) {
        return nth(MANIFEST + "/Reference", index);
    }

    static String attachment(int index) {
        return nth(ATTACHMENTS + "/Attachment", index);
    }

    /** The element at an index counted from 0. */
    static String nth(String path, int index) {
        return path + "[" + (index + 1) + "]";
    }
}
