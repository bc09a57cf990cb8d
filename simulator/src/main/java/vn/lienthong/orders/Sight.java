// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

import java.util.Set;

/**
 * What was seen of a document.
 *
 * @param shown what the clerk sees
 * @param unseen what could not be looked at
 */
public record Sight(Answer.Shown shown, Set<Look> unseen) {
    /** Copies the set. */
    public Sight {
        unseen = Set.copyOf(unseen);
    }

    /** Whether something could be looked at. */
    public boolean saw(Look look) {
        return !unseen.contains(look);
    }
}
