// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.alerts;

/** How bad it is, the worst first. */
public enum Severity {
    /** Documents are refused or held up; act now. */
    CRITICAL,
    /** It will get worse, or some documents are held up; act today. */
    WARNING,
    /** Good to know. */
    NOTICE
}
