// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MerkleTreeTest {
    /** The entries and roots that the logs of web certificates are tested with everywhere. */
    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final int SIZES = 70;

    @Test
    void has_the_roots_that_others_compute() {
        MerkleTree tree = new MerkleTree();
        assertThat(tree.root()).hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < ENTRIES.size(); i++) {
            tree.append(HexFormat.of().parseHex(ENTRIES.get(i)));
            assertThat(tree.root()).hasToString(ROOTS.get(i));
        }
        assertThat(tree.root(3)).hasToString(ROOTS.get(2));
    }

    @Test
    void shows_every_entry_at_every_size_and_no_other() {
        MerkleTree tree = grown(SIZES);
        for (int size = 1; size <= SIZES; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = tree.inclusion(index, size);
                assertThat(proof.shows(entry(index), tree.root(size)))
                        .as("%d of %d", index, size)
                        .isTrue();
                assertThat(proof.shows(entry(index + 1), tree.root(size))).isFalse();
                assertThat(proof.shows(entry(index), tree.root(size - 1))).isFalse();
            }
        }
    }

    @Test
    void shows_that_every_size_continues_every_smaller_one() {
        MerkleTree tree = grown(SIZES);
        for (int size = 0; size <= SIZES; size++) {
            for (int earlier = 0; earlier <= size; earlier++) {
                assertThat(tree.consistency(earlier, size).shows(tree.root(earlier), tree.root(size)))
                        .as("%d to %d", earlier, size)
                        .isTrue();
            }
        }
    }

    @Test
    void a_log_in_which_an_entry_was_changed_continues_nothing_it_was() {
        MerkleTree tree = grown(SIZES);
        MerkleTree changed = new MerkleTree();
        for (int i = 0; i < SIZES; i++) {
            changed.append(entry(i == 20 ? 1_000 : i));
        }
        for (int earlier = 21; earlier <= SIZES; earlier++) {
            assertThat(changed.consistency(earlier, SIZES).shows(tree.root(earlier), changed.root()))
                    .as("from %d", earlier)
                    .isFalse();
        }
        assertThat(changed.consistency(20, SIZES).shows(tree.root(20), changed.root()))
                .isTrue();
    }

    @Test
    void a_proof_with_any_hash_changed_left_out_or_added_shows_nothing() {
        MerkleTree tree = grown(13);
        InclusionProof inclusion = tree.inclusion(5, 13);
        for (List<TreeHash> path : disturbed(inclusion.path())) {
            assertThat(new InclusionProof(5, 13, path).shows(entry(5), tree.root()))
                    .isFalse();
        }
        ConsistencyProof consistency = tree.consistency(6, 13);
        for (List<TreeHash> path : disturbed(consistency.path())) {
            assertThat(new ConsistencyProof(6, 13, path).shows(tree.root(6), tree.root()))
                    .isFalse();
        }
        assertThat(new InclusionProof(6, 13, inclusion.path()).shows(entry(5), tree.root()))
                .isFalse();
        assertThat(new ConsistencyProof(5, 13, consistency.path()).shows(tree.root(5), tree.root()))
                .isFalse();
        assertThat(new ConsistencyProof(0, 13, List.of()).shows(tree.root(3), tree.root()))
                .isFalse();
    }

    @Test
    void there_is_no_proof_of_what_is_not_there() {
        MerkleTree tree = grown(3);
        assertThatThrownBy(() -> tree.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(0, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_head_is_read_only_as_it_was_written() {
        LogHead head = new LogHead(LogHead.KEY_LOG, 3, grown(3).root(), Instant.parse("2026-11-25T02:23:10.123Z"));
        assertThat(LogHead.parse(head.text())).isEqualTo(head);
        for (String changed : List.of(
                head.text() + "\n",
                head.text().replace("size: 3", "size: 03"),
                head.text().replace("\n", "\r\n"),
                head.text().replace("10.123Z", "10.1230Z"),
                head.text().replace("root: sha256:", "root: sha1:"),
                head.text().toUpperCase(java.util.Locale.ROOT))) {
            assertThatThrownBy(() -> LogHead.parse(changed)).as(changed).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<List<TreeHash>> disturbed(List<TreeHash> path) {
        List<List<TreeHash>> all = new ArrayList<>();
        TreeHash other = TreeHash.ofEntry(entry(99));
        for (int i = 0; i < path.size(); i++) {
            List<TreeHash> changed = new ArrayList<>(path);
            changed.set(i, other);
            all.add(changed);
            List<TreeHash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            all.add(shorter);
        }
        List<TreeHash> longer = new ArrayList<>(path);
        longer.add(other);
        all.add(longer);
        return all;
    }

    private static MerkleTree grown(int size) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.append(entry(i));
        }
        return tree;
    }

    private static byte[] entry(int number) {
        return ("entry " + number).getBytes(StandardCharsets.UTF_8);
    }
}
