// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;

/**
 * Which overdue deliveries are meant; what is absent does not matter.
 *
 * @param agency those to this recipient
 * @param rule those overdue in this respect
 * @param among those sent by or to one of these agencies or one below them; none: all
 * @param most how many to show, the longest overdue first
 */
public record OverdueQuery(Optional<AgencyId> agency, Optional<DeadlineRule> rule, List<AgencyId> among, int most) {
    /** Copies the agencies. */
    public OverdueQuery {
        among = List.copyOf(among);
    }
}
