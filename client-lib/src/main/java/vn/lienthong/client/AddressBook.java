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
     * Agencies whose code begins so, or whose name has all the words, by code; diacritics do not matter. Many come in several
     * answers, one after the other.
     *
     * @param most how many at most
     */
    List<AgencyInfo> search(String text, int most);

    /**
     * The agencies that were added or changed after a place, {@link AgencyChanges#upTo} of the time before, by code; for 0 all
     * there are, the national ones too. One is changed also if another endpoint receives for it than before, or none, or what
     * that takes is changed. That a code becomes valid, or closes, on a day known before is no change on that day. Many come in
     * several answers, one after the other; some may come again the next time.
     */
    AgencyChanges changesAfter(long place);
}
