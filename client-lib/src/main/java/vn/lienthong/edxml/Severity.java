// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/** How much a finding matters. */
public enum Severity {
    /** The message cannot be used as it is. */
    ERROR,
    /** The message deviates from the standard and was read all the same; its author should mend it. */
    WARNING,
    /** Worth knowing, nothing to mend. */
    NOTE
}
