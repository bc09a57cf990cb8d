// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml.wire;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import org.jspecify.annotations.Nullable;

/** StaffInfo. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"department", "departmentId", "staff", "staffId", "mobile", "email"})
public final class WireStaff {
    @XmlElement(name = "Department")
    public @Nullable String department;

    @XmlElement(name = "DepartmentId")
    public @Nullable String departmentId;

    @XmlElement(name = "Staff")
    public @Nullable String staff;

    @XmlElement(name = "StaffId")
    public @Nullable String staffId;

    @XmlElement(name = "Mobile")
    public @Nullable String mobile;

    @XmlElement(name = "Email")
    public @Nullable String email;
}
