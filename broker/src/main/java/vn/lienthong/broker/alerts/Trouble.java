// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.alerts;

/**
 * Alerts cannot be sent in one way.
 *
 * @param channel which
 * @param waiting how many notices wait for it
 * @param cause what went wrong last
 */
public record Trouble(String channel, long waiting, String cause) {}
