// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.access;

import java.util.Collection;
import java.util.List;
import vn.lienthong.edxml.AgencyId;

/**
 * The agencies an operator is responsible for, those below them included.
 *
 * @param agencies their codes; none: all there are
 */
public record Scope(List<AgencyId> agencies) {
    /** All agencies. */
    public static final Scope EVERYTHING = new Scope(List.of());

    /** Copies the codes. */
    public Scope {
        agencies = List.copyOf(agencies);
    }

    /** Whether nothing is left out. */
    public boolean isEverything() {
        return agencies.isEmpty();
    }

    /** Whether an agency belongs to it. */
    public boolean includes(AgencyId agency) {
        return isEverything() || agencies.stream().anyMatch(own -> isOrIsBelow(agency, own));
    }

    /** Whether one of several agencies belongs to it. */
    public boolean includesAny(Collection<AgencyId> some) {
        return some.stream().anyMatch(this::includes);
    }

    private static boolean isOrIsBelow(AgencyId agency, AgencyId above) {
        return agency.equals(above)
                || agency.parent().map(parent -> isOrIsBelow(parent, above)).orElse(false);
    }
}
