// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

/** What becomes of submissions that nobody signed. */
public enum SignaturePolicy {
    /** They are refused. */
    REQUIRED,
    /** They are taken like signed ones, for a time of transition. */
    ACCEPTED
}
