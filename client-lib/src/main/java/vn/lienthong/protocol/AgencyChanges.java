// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.util.List;

/**
 * What changed in the address book.
 *
 * @param upTo up to where; ask for the changes after this the next time
 * @param agencies the agencies that were added or changed, as they are now
 */
public record AgencyChanges(long upTo, List<AgencyInfo> agencies) {
    /** Copies the agencies. */
    public AgencyChanges {
        agencies = List.copyOf(agencies);
    }
}
