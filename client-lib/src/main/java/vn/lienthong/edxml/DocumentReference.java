// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Names a document of the past ({@code ResponseFor}): the one an edoc answers, or the one a status reports on. In a
 * status, {@code organId} is the agency the status is addressed to.
 *
 * @param code number and notation in one text, {@code 7816/VPCP-TTĐT}
 */
public record DocumentReference(
        Optional<String> organId,
        Optional<String> code,
        Optional<LocalDate> promulgationDate,
        Optional<DocumentId> documentId) {
    /** The agency, if its code has the form of one. */
    public Optional<AgencyId> agencyId() {
        return organId.filter(AgencyId::isValid).map(AgencyId::new);
    }
}
