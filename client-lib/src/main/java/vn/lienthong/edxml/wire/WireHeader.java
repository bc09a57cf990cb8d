// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml.wire;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MessageHeader of either kind of message. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(
        propOrder = {
            "from",
            "to",
            "documentId",
            "code",
            "promulgationInfo",
            "documentType",
            "subject",
            "content",
            "signerInfo",
            "dueDate",
            "otherInfo",
            "responseFor",
            "steeringType",
            "taskCodes",
            "applicationType",
            "toPlaces",
            "staffInfo",
            "statusCode",
            "description",
            "timestamp"
        })
public final class WireHeader {
    @XmlElement(name = "From")
    public @Nullable WireOrganization from;

    @XmlElement(name = "To")
    public @Nullable List<WireOrganization> to;

    @XmlElement(name = "DocumentId")
    public @Nullable String documentId;

    @XmlElement(name = "Code")
    public @Nullable Code code;

    @XmlElement(name = "PromulgationInfo")
    public @Nullable Promulgation promulgationInfo;

    @XmlElement(name = "DocumentType")
    public @Nullable Type documentType;

    @XmlElement(name = "Subject")
    public @Nullable String subject;

    @XmlElement(name = "Content")
    public @Nullable String content;

    @XmlElement(name = "SignerInfo")
    public @Nullable Signer signerInfo;

    @XmlElement(name = "DueDate")
    public @Nullable String dueDate;

    @XmlElement(name = "OtherInfo")
    public @Nullable Other otherInfo;

    @XmlElement(name = "ResponseFor")
    public @Nullable List<ResponseFor> responseFor;

    @XmlElement(name = "SteeringType")
    public @Nullable String steeringType;

    @XmlElementWrapper(name = "ResponseForTask")
    @XmlElement(name = "TaskCode")
    public @Nullable List<String> taskCodes;

    @XmlElement(name = "ApplicationType")
    public @Nullable String applicationType;

    @XmlElementWrapper(name = "ToPlaces")
    @XmlElement(name = "Place")
    public @Nullable List<String> toPlaces;

    @XmlElement(name = "StaffInfo")
    public @Nullable List<WireStaff> staffInfo;

    @XmlElement(name = "StatusCode")
    public @Nullable String statusCode;

    @XmlElement(name = "Description")
    public @Nullable String description;

    @XmlElement(name = "Timestamp")
    public @Nullable String timestamp;

    /** Code of an edoc. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"codeNumber", "codeNotation"})
    public static final class Code {
        @XmlElement(name = "CodeNumber")
        public @Nullable String codeNumber;

        @XmlElement(name = "CodeNotation")
        public @Nullable String codeNotation;
    }

    /** PromulgationInfo. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"place", "promulgationDate"})
    public static final class Promulgation {
        @XmlElement(name = "Place")
        public @Nullable String place;

        @XmlElement(name = "PromulgationDate")
        public @Nullable String promulgationDate;
    }

    /** DocumentType. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"type", "typeDetail", "typeName"})
    public static final class Type {
        @XmlElement(name = "Type")
        public @Nullable String type;

        @XmlElement(name = "TypeDetail")
        public @Nullable String typeDetail;

        @XmlElement(name = "TypeName")
        public @Nullable String typeName;
    }

    /** SignerInfo. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"competence", "position", "fullName"})
    public static final class Signer {
        @XmlElement(name = "Competence")
        public @Nullable String competence;

        @XmlElement(name = "Position")
        public @Nullable String position;

        @XmlElement(name = "FullName")
        public @Nullable String fullName;
    }

    /** OtherInfo. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(
            propOrder = {
                "priority",
                "sphereOfPromulgation",
                "typerNotation",
                "promulgationAmount",
                "pageAmount",
                "replyFors",
                "direction",
                "referenceCodes",
                "appendixes"
            })
    public static final class Other {
        @XmlElement(name = "Priority")
        public @Nullable String priority;

        @XmlElement(name = "SphereOfPromulgation")
        public @Nullable String sphereOfPromulgation;

        @XmlElement(name = "TyperNotation")
        public @Nullable String typerNotation;

        @XmlElement(name = "PromulgationAmount")
        public @Nullable String promulgationAmount;

        @XmlElement(name = "PageAmount")
        public @Nullable String pageAmount;

        @XmlElement(name = "ReplyFors")
        public @Nullable String replyFors;

        @XmlElement(name = "Direction")
        public @Nullable String direction;

        @XmlElement(name = "ReferenceCodes")
        public @Nullable String referenceCodes;

        @XmlElementWrapper(name = "Appendixes")
        @XmlElement(name = "Appendix")
        public @Nullable List<String> appendixes;
    }

    /** ResponseFor, in the order of an edoc. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"organId", "code", "documentId", "promulgationDate"})
    public static final class ResponseFor {
        @XmlElement(name = "OrganId")
        public @Nullable String organId;

        @XmlElement(name = "Code")
        public @Nullable String code;

        @XmlElement(name = "DocumentId")
        public @Nullable String documentId;

        @XmlElement(name = "PromulgationDate")
        public @Nullable String promulgationDate;
    }
}
