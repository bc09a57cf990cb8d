// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml.wire;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MessageHeader of a status, in the order it is written. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"from", "responseFor", "staffInfo", "statusCode", "description", "timestamp"})
public final class WireStatusHeader {
    @XmlElement(name = "From")
    public @Nullable WireOrganization from;

    @XmlElement(name = "ResponseFor")
    public @Nullable StatusResponseFor responseFor;

    @XmlElement(name = "StaffInfo")
    public @Nullable List<WireStaff> staffInfo;

    @XmlElement(name = "StatusCode")
    public @Nullable String statusCode;

    @XmlElement(name = "Description")
    public @Nullable String description;

    @XmlElement(name = "Timestamp")
    public @Nullable String timestamp;

    /** ResponseFor, in the order of a status. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"organId", "code", "promulgationDate", "documentId"})
    public static final class StatusResponseFor {
        @XmlElement(name = "OrganId")
        public @Nullable String organId;

        @XmlElement(name = "Code")
        public @Nullable String code;

        @XmlElement(name = "PromulgationDate")
        public @Nullable String promulgationDate;

        @XmlElement(name = "DocumentId")
        public @Nullable String documentId;
    }
}
