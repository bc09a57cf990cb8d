// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

/**
 * What senders must do for their submissions.
 *
 * @param signed {@code signatures}: whether what nobody signed is refused; if not, it is taken like what is signed, for a time of
 *     transition
 * @param sealed {@code sealing}: whether documents that are not sealed are refused
 */
public record StatementPolicy(boolean signed, boolean sealed) {}
