// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.AgencyChanges;
import vn.lienthong.protocol.AgencyInfo;

/**
 * The agencies the exchange knows. Every method asks the exchange and throws {@link ExchangeUnavailableException} if there is
 * no answer in time. Thread-safe.
 */
public interface AddressBook {
    /** One agency by any of its codes, if it is listed. */
    Optional<AgencyInfo> agency(AgencyId agency);

    /**
     * Agencies whose code begins so, or whose name has all the words; diacritics do not matter.
     *
     * @param most how many at most, up to 1,000
     */
    List<AgencyInfo> search(String text, int most);

    /** The agencies that were added or changed after a place, {@link AgencyChanges#upTo} of the time before; 0 at first. */
    AgencyChanges changesAfter(long place);
}
