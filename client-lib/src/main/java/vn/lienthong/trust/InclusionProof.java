// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.util.List;

/**
 * Shows that an entry stands at a place of a log, to somebody who has nothing of the log but its root.
 *
 * @param index the place, from 0
 * @param size how many entries the log has
 * @param path the hashes beside the way from the entry to the root, from below
 */
public record InclusionProof(long index, long size, List<TreeHash> path) {
    /** Copies the path. */
    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Whether it shows that this entry stands in the log with this root. */
    public boolean shows(byte[] entry, TreeHash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long place = index;
        long last = size - 1;
        TreeHash hash = TreeHash.ofEntry(entry);
        for (TreeHash sibling : path) {
            if (last == 0) {
                return false;
            }
            if (place % 2 != 0 || place == last) {
                hash = TreeHash.above(sibling, hash);
                int levels = levelsWithoutSibling(place);
                place >>= levels;
                last >>= levels;
            } else {
                hash = TreeHash.above(hash, sibling);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** A node at the right edge goes up unchanged until it is a right child. */
    static int levelsWithoutSibling(long place) {
        return place == 0 ? 0 : Long.numberOfTrailingZeros(place);
    }
}
