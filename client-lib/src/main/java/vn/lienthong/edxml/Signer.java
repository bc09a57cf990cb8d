// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;

/**
 * Who signed the document.
 *
 * @param competence on whose behalf, {@code KT. GIÁM ĐỐC}
 */
public record Signer(Optional<String> competence, Optional<String> position, Optional<String> fullName) {
    static final Signer UNKNOWN = new Signer(Optional.empty(), Optional.empty(), Optional.empty());

    /** A signer with all parts; blank ones count as absent. */
    public static Signer of(String competence, String position, String fullName) {
        return new Signer(Values.text(competence), Values.text(position), Values.text(fullName));
    }
}
