// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml.wire;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** edXMLManifest. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"references"})
public final class WireManifest {
    @XmlAttribute(name = "version")
    public @Nullable String version;

    @XmlElement(name = "Reference")
    public @Nullable List<Reference> references;

    /** Reference. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"contentId", "contentType", "description", "attachmentName"})
    public static final class Reference {
        @XmlAttribute(name = "href", namespace = EdxmlNamespaces.LINK)
        public @Nullable String href;

        @XmlElement(name = "ContentId")
        public @Nullable String contentId;

        @XmlElement(name = "ContentType")
        public @Nullable String contentType;

        @XmlElement(name = "Description")
        public @Nullable String description;

        @XmlElement(name = "AttachmentName")
        public @Nullable String attachmentName;
    }
}
