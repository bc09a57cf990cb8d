// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.alerts;

import java.util.Locale;

/** How bad it is, the worst first. */
public enum Severity {
    /** Documents are refused or held up; act now. */
    CRITICAL,
    /** It will get worse, or some documents are held up; act today. */
    WARNING,
    /** Good to know. */
    NOTICE;

    /** As it is written in files, messages and figures. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
