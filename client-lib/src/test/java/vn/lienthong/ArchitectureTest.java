// SPDX-License-Identifier: Apache-2.0
package vn.lienthong;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    @Test
    void works() {
        assertThat(System.getProperty("project.root")).isNotBlank();
    }
}
