// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import org.jspecify.annotations.Nullable;

/** Refuses records in which something is absent that must be there, which JSON lets through. */
final class Presence {
    private Presence() {}

    static void check(@Nullable Object... parts) {
        for (Object part : parts) {
            if (part == null) {
                throw new IllegalArgumentException("something is absent that must be there");
            }
        }
    }
}
