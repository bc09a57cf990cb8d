// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows that a log only grew: that its first entries are those of an earlier state, to somebody who has nothing but both roots.
 *
 * @param earlier how many entries the earlier one had
 * @param size how many entries the log has
 * @param path the hashes from which both roots follow
 */
public record ConsistencyProof(long earlier, long size, List<TreeHash> path) {
    /** Copies the path. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** Whether it shows that the log with the second root continues the one with the first. */
    public boolean shows(TreeHash earlierRoot, TreeHash root) {
        if (earlier == size) {
            return path.isEmpty() && earlierRoot.equals(root);
        }
        if (earlier == 0) {
            return path.isEmpty() && earlierRoot.equals(TreeHash.ofNothing()); // everything continues nothing
        }
        return earlier > 0 && earlier < size && !path.isEmpty() && leadsToBoth(earlierRoot, root);
    }

    private boolean leadsToBoth(TreeHash earlierRoot, TreeHash root) {
        List<TreeHash> hashes = new ArrayList<>(path);
        if (Long.bitCount(earlier) == 1) {
            hashes.add(0, earlierRoot); // is a node of the later tree itself, and not written twice
        }
        int complete = Long.numberOfTrailingZeros(earlier); // of as many levels as the earlier place ends in ones
        long place = (earlier - 1) >> complete;
        long last = (size - 1) >> complete;
        TreeHash before = hashes.get(0);
        TreeHash after = hashes.get(0);
        for (TreeHash hash : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if (place % 2 != 0 || place == last) {
                before = TreeHash.above(hash, before);
                after = TreeHash.above(hash, after);
                int levels = InclusionProof.levelsWithoutSibling(place);
                place >>= levels;
                last >>= levels;
            } else {
                after = TreeHash.above(after, hash);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && before.equals(earlierRoot) && after.equals(root);
    }
}
