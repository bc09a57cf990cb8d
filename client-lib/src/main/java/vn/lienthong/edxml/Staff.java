// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;

/**
 * The person in charge ({@code StaffInfo}).
 *
 * @param departmentId outside the standard, read and never written
 * @param staffId outside the standard, read and never written
 */
public record Staff(
        Optional<String> department,
        Optional<String> name,
        Optional<String> mobile,
        Optional<String> email,
        Optional<String> departmentId,
        Optional<String> staffId) {
    /** A person with all parts of the standard; blank ones count as absent. */
    public static Staff of(String department, String name, String mobile, String email) {
        return new Staff(
                Values.text(department),
                Values.text(name),
                Values.text(mobile),
                Values.text(email),
                Optional.empty(),
                Optional.empty());
    }
}
