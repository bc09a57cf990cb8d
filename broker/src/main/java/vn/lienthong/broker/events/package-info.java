/**
 * What happened to submissions, in the order in which the exchange wrote it down: the events and the log they are kept
 * in. The ledger is a projection of it.
 */
@NullMarked
package vn.lienthong.broker.events;

import org.jspecify.annotations.NullMarked;
