// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;

/** A document that is replaced, and the codes of the agencies that had received it. */
public record Replacement(DocumentId documentId, List<String> organIds) {
    /** Copies the list. */
    public Replacement {
        organIds = List.copyOf(organIds);
    }
}
