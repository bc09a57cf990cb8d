// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PaceTest {
    private static final long QUICK = Pace.QUICK.toNanos();

    private final Pace pace = new Pace();

    static List<Consumer<Pace>> interruptions() {
        return List.of(Pace::slowDown, pace -> pace.taken(QUICK + 1));
    }

    @Test
    void documents_are_taken_ahead_only_after_a_full_row_of_quick_ones() {
        takeQuickly(Pace.ROW - 1);
        assertThat(pace.takesAhead()).isFalse();

        takeQuickly(1);
        assertThat(pace.takesAhead()).isTrue();

        takeQuickly(1000);
        assertThat(pace.takesAhead()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("interruptions")
    void anything_else_begins_the_row_anew(Consumer<Pace> interruption) {
        takeQuickly(1000);

        interruption.accept(pace);
        assertThat(pace.takesAhead()).isFalse();
        takeQuickly(Pace.ROW - 1);
        assertThat(pace.takesAhead()).isFalse();
        takeQuickly(1);
        assertThat(pace.takesAhead()).isTrue();
    }

    private void takeQuickly(int count) {
        for (int i = 0; i < count; i++) {
            pace.taken(QUICK);
        }
    }
}
