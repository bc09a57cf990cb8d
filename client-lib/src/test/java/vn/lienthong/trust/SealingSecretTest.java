// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.RefusalException;

final class SealingSecretTest {
    @TempDir
    Path folder;

    @Test
    void is_made_once_and_kept_for_its_owner_only() throws IOException {
        Path file = folder.resolve("sealing.secret");

        SealingSecret first = SealingSecret.keptIn(file);

        assertThat(SealingSecret.keptIn(file)).isEqualTo(first);
        assertThat(SealingSecret.keptIn(folder.resolve("other.secret"))).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void is_the_same_for_all_who_ask_at_once() {
        Path file = folder.resolve("sealing.secret");

        List<SealingSecret> secrets = IntStream.range(0, 32)
                .parallel()
                .mapToObj(unused -> SealingSecret.keptIn(file))
                .toList();

        assertThat(secrets).containsOnly(secrets.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "no digits", "zz00000000000000000000000000000000000000000000000000000000000000"})
    void is_not_made_anew_when_its_file_was_damaged(String damaged) throws IOException {
        Path file = Files.writeString(folder.resolve("sealing.secret"), damaged);

        assertThatThrownBy(() -> SealingSecret.keptIn(file))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-T04")
                .hasMessageContaining("sealing.secret");
        assertThat(file).hasContent(damaged);
    }

    @Test
    void is_shown_to_nobody() {
        assertThat(SealingSecret.fresh()).hasToString("a secret");
    }
}
