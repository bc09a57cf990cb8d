// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DataSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "4096b, 4096",
        "64k, 65536",
        "64 KB, 65536",
        "50m, 52428800",
        "' 2G ', 2147483648",
        "8589934591g, 9223372035781033984"
    })
    void units_are_powers_of_1024(String text, long bytes) {
        assertThat(DataSize.parse(text)).contains(new DataSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k",
                "-1",
                "1.5m",
                "1t",
                "1kib",
                "0x10",
                "١",
                "1000000000000000",
                "8589934592g",
                "9999999999999m"
            })
    void what_is_no_size_or_too_large_to_count_is_not_read(String text) {
        assertThat(DataSize.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "1572864, 1.5 MiB", "5497558138880, 5120.0 GiB"})
    void a_size_is_shown_in_its_largest_unit(long bytes, String text) {
        assertThat(new DataSize(bytes)).hasToString(text);
    }

    @Test
    void a_size_is_not_negative() {
        assertThatThrownBy(() -> new DataSize(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
