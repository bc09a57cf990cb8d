// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml.wire;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import org.jspecify.annotations.Nullable;

/** From or To. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(
        propOrder = {"organId", "organizationInCharge", "organName", "organAdd", "email", "telephone", "fax", "website"
        })
public final class WireOrganization {
    @XmlElement(name = "OrganId")
    public @Nullable String organId;

    @XmlElement(name = "OrganizationInCharge")
    public @Nullable String organizationInCharge;

    @XmlElement(name = "OrganName")
    public @Nullable String organName;

    @XmlElement(name = "OrganAdd")
    public @Nullable String organAdd;

    @XmlElement(name = "Email")
    public @Nullable String email;

    @XmlElement(name = "Telephone")
    public @Nullable String telephone;

    @XmlElement(name = "Fax")
    public @Nullable String fax;

    @XmlElement(name = "Website")
    public @Nullable String website;
}
