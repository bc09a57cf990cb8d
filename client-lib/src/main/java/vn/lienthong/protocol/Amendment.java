// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.util.List;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;

/**
 * What a document changes about documents that were sent before.
 *
 * @param removed those of the recipients of an update who are no longer recipients of the document
 * @param replaced the documents of the same agency that a replacement takes the place of
 */
public record Amendment(List<AgencyId> removed, List<DocumentId> replaced) {
    /** Copies the lists. */
    public Amendment {
        removed = List.copyOf(removed);
        replaced = List.copyOf(replaced);
    }

    /** Whether it changes nothing. */
    public boolean isEmpty() {
        return removed.isEmpty() && replaced.isEmpty();
    }
}
