// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hashes over an append-only log, as in RFC 9162: its root names all entries and their order, and proofs show that an entry
 * stands in the log or that a log continues an earlier one. Keeps 64 bytes for each entry and none of the entries themselves;
 * every answer takes time with the logarithm of the size. Not thread-safe.
 */
public final class MerkleTree {
    /** The complete subtrees by height: level 0 has the hashes of the entries. */
    private final List<Level> levels = new ArrayList<>();

    /** The hashes of one height, one after the other. */
    private static final class Level {
        private static final int FIRST_CAPACITY = 64;

        private byte[] hashes = new byte[FIRST_CAPACITY * TreeHash.BYTES];
        private int count;

        void add(TreeHash hash) {
            if ((count + 1) * TreeHash.BYTES > hashes.length) {
                hashes = Arrays.copyOf(hashes, Math.multiplyExact(hashes.length, 2));
            }
            hash.copyTo(hashes, count * TreeHash.BYTES);
            count++;
        }

        TreeHash get(long index) {
            int at = Math.toIntExact(index) * TreeHash.BYTES;
            return TreeHash.ofBytes(Arrays.copyOfRange(hashes, at, at + TreeHash.BYTES));
        }
    }

    /** How many entries it has. */
    public long size() {
        return levels.isEmpty() ? 0 : levels.get(0).count;
    }

    /** Adds an entry at the end. */
    public void append(byte[] entry) {
        TreeHash hash = TreeHash.ofEntry(entry);
        for (int height = 0; ; height++) {
            if (height == levels.size()) {
                levels.add(new Level());
            }
            Level level = levels.get(height);
            level.add(hash);
            if (level.count % 2 != 0) {
                return;
            }
            hash = TreeHash.above(level.get(level.count - 2L), hash);
        }
    }

    /** The root over all entries. */
    public TreeHash root() {
        return root(size());
    }

    /** The root when it had so many entries. */
    public TreeHash root(long size) {
        checkSize(size);
        return size == 0 ? TreeHash.ofNothing() : hash(0, size);
    }

    /** The proof that an entry stands in the log of so many. */
    public InclusionProof inclusion(long index, long size) {
        checkSize(size);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("entry " + index + " is not among " + size);
        }
        List<TreeHash> path = new ArrayList<>();
        addInclusion(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /** The proof that the log of so many entries continues the one it was earlier. */
    public ConsistencyProof consistency(long earlier, long size) {
        checkSize(size);
        if (earlier < 0 || earlier > size) {
            throw new IllegalArgumentException("a log of " + size + " entries had never " + earlier);
        }
        List<TreeHash> path = new ArrayList<>();
        if (earlier > 0) {
            addConsistency(earlier, new Range(0, size), true, path);
        }
        return new ConsistencyProof(earlier, size, path);
    }

    private void checkSize(long size) {
        if (size < 0 || size > size()) {
            throw new IllegalArgumentException("the log has " + size() + " entries, not " + size);
        }
    }

    private void addInclusion(long index, long start, long size, List<TreeHash> path) {
        if (size == 1) {
            return;
        }
        long left = leftPart(size);
        if (index < left) {
            addInclusion(index, start, left, path);
            path.add(hash(start + left, size - left));
        } else {
            addInclusion(index - left, start + left, size - left, path);
            path.add(hash(start, left));
        }
    }

    /** Some entries that follow each other. */
    private record Range(long start, long size) {}

    private void addConsistency(long earlier, Range range, boolean known, List<TreeHash> path) {
        if (earlier == range.size()) {
            if (!known) {
                path.add(hash(range.start(), range.size()));
            }
            return;
        }
        long left = leftPart(range.size());
        if (earlier <= left) {
            addConsistency(earlier, new Range(range.start(), left), known, path);
            path.add(hash(range.start() + left, range.size() - left));
        } else {
            addConsistency(earlier - left, new Range(range.start() + left, range.size() - left), false, path);
            path.add(hash(range.start(), left));
        }
    }

    /** The largest power of two smaller than a size. */
    private static long leftPart(long size) {
        return Long.highestOneBit(size - 1);
    }

    private TreeHash hash(long start, long size) {
        if (Long.bitCount(size) == 1) {
            return levels.get(Long.numberOfTrailingZeros(size)).get(start / size);
        }
        long left = leftPart(size);
        return TreeHash.above(hash(start, left), hash(start + left, size - left));
    }
}
