// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.time.LocalDate;
import java.util.Optional;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyEntry;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Organization;

/**
 * An agency as a message has it.
 *
 * @param code as it stands there, which need not be one
 * @param name as the message calls it
 * @param vi as the national list calls it
 * @param en the same in English
 * @param details what else the message says of it
 */
record DecodedAgency(
        Optional<String> code,
        Optional<String> name,
        Optional<String> vi,
        Optional<String> en,
        Optional<Organization> details) {

    /** Finds the names that agencies had on a day. */
    record Names(LocalDate day) {
        DecodedAgency of(Organization agency) {
            Optional<AgencyEntry> listed = agency.agencyId().flatMap(AgencyCatalogue.national()::find);
            return new DecodedAgency(
                    agency.organId(),
                    agency.name(),
                    listed.map(entry -> entry.nameOn(day)),
                    listed.flatMap(AgencyEntry::englishName),
                    Optional.of(agency));
        }

        DecodedAgency of(String code) {
            Optional<AgencyEntry> listed = Optional.of(code)
                    .filter(AgencyId::isValid)
                    .map(AgencyId::new)
                    .flatMap(AgencyCatalogue.national()::find);
            return new DecodedAgency(
                    Optional.of(code),
                    Optional.empty(),
                    listed.map(entry -> entry.nameOn(day)),
                    listed.flatMap(AgencyEntry::englishName),
                    Optional.empty());
        }
    }
}
