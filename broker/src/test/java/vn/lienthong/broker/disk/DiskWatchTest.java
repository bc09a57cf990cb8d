// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.disk.DiskSpace.Usage;
import vn.lienthong.protocol.ErrorCode;

final class DiskWatchTest {
    private int percent;
    private boolean broken;
    private final DiskWatch watch = new DiskWatch(this::usage, new DiskLimits(80, 88));

    @Test
    void a_disk_gets_scarce_then_full_and_roomy_again() {
        assertThat(stateAt(79)).isEqualTo(DiskState.ROOMY);
        assertThat(stateAt(80)).isEqualTo(DiskState.SCARCE);
        assertThat(stateAt(88)).isEqualTo(DiskState.FULL);
        assertThat(stateAt(86)).isEqualTo(DiskState.SCARCE);
        assertThat(stateAt(78)).isEqualTo(DiskState.ROOMY);
    }

    @Test
    void a_state_is_left_only_when_the_disk_is_clearly_emptier() {
        stateAt(88);
        assertThat(stateAt(87)).isEqualTo(DiskState.FULL);
        stateAt(81);
        assertThat(stateAt(79)).isEqualTo(DiskState.SCARCE);
    }

    @Test
    void only_a_full_disk_stands_in_the_way_of_a_document() {
        percent = 87;
        assertThat(watch.obstacle()).isEmpty();

        percent = 93;

        assertThat(watch.obstacle()).contains(ErrorCode.DISK_FULL.with("93", "88"));
    }

    @Test
    void a_disk_that_cannot_be_read_changes_nothing() {
        stateAt(90);
        broken = true;
        assertThat(watch.look().state()).isEqualTo(DiskState.FULL);
    }

    @Test
    void percents_are_those_of_df(@TempDir Path folder) throws IOException {
        assertThat(new Usage(70, 10).percent()).isEqualTo(88);
        assertThat(new Usage(0, 0).percent()).isEqualTo(100);
        assertThat(DiskSpace.of(folder).usage().usable()).isPositive();
    }

    @Test
    void an_alarm_comes_before_the_refusal() {
        assertThatThrownBy(() -> new DiskLimits(88, 88)).isInstanceOf(IllegalArgumentException.class);
    }

    private DiskState stateAt(int now) {
        percent = now;
        return watch.look().state();
    }

    private Usage usage() throws IOException {
        if (broken) {
            throw new IOException("planted");
        }
        return new Usage(percent, 100 - percent);
    }
}
