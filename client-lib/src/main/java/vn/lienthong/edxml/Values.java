// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How blank values become absent ones. */
final class Values {
    private Values() {}

    static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }
}
