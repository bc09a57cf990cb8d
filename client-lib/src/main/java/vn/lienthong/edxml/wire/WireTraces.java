// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml.wire;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TraceHeaderList. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"traceHeaders", "bussiness", "paper"})
public final class WireTraces {
    @XmlElement(name = "TraceHeader")
    public @Nullable List<Trace> traceHeaders;

    @XmlElement(name = "Bussiness")
    public @Nullable Bussiness bussiness;

    @XmlElement(name = "Paper")
    public @Nullable String paper;

    /** TraceHeader. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"organId", "timestamp"})
    public static final class Trace {
        @XmlElement(name = "OrganId")
        public @Nullable String organId;

        @XmlElement(name = "Timestamp")
        public @Nullable String timestamp;
    }

    /** Bussiness, spelled as the standard spells it. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(
            propOrder = {
                "documentId",
                "bussinessDocType",
                "bussinessDocReason",
                "paper",
                "documentInfo",
                "replacements",
                "staffInfo"
            })
    public static final class Bussiness {
        @XmlElement(name = "DocumentId")
        public @Nullable String documentId;

        @XmlElement(name = "BussinessDocType")
        public @Nullable String bussinessDocType;

        @XmlElement(name = "BussinessDocReason")
        public @Nullable String bussinessDocReason;

        @XmlElement(name = "Paper")
        public @Nullable String paper;

        @XmlElement(name = "BussinessDocumentInfo")
        public @Nullable Changes documentInfo;

        @XmlElementWrapper(name = "ReplacementInfoList")
        @XmlElement(name = "ReplacementInfo")
        public @Nullable List<Replacement> replacements;

        @XmlElement(name = "StaffInfo")
        public @Nullable List<WireStaff> staffInfo;
    }

    /** BussinessDocumentInfo. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"documentInfo", "documentReceiver", "receivers"})
    public static final class Changes {
        @XmlElement(name = "DocumentInfo")
        public @Nullable String documentInfo;

        @XmlElement(name = "DocumentReceiver")
        public @Nullable String documentReceiver;

        @XmlElementWrapper(name = "ReceiverList")
        @XmlElement(name = "Receiver")
        public @Nullable List<Receiver> receivers;
    }

    /** Receiver. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"organId", "receiverType"})
    public static final class Receiver {
        @XmlElement(name = "OrganId")
        public @Nullable String organId;

        @XmlElement(name = "ReceiverType")
        public @Nullable String receiverType;
    }

    /** ReplacementInfo. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"documentId", "organIds"})
    public static final class Replacement {
        @XmlElement(name = "DocumentId")
        public @Nullable String documentId;

        @XmlElementWrapper(name = "OrganIdList")
        @XmlElement(name = "OrganId")
        public @Nullable List<String> organIds;
    }
}
