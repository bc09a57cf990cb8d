// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.util.Locale;

/** How exactly what comes has to keep to the standard. */
public enum Mode {
    /** As the centre does: what has an error is refused (02) with its findings. */
    STRICT,
    /** As hubs of provinces do: what has an error is taken, and its findings are a warning. */
    LENIENT;

    /** As it is written in files and options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
