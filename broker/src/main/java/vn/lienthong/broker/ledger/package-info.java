/**
 * The record of every submission, delivery, state and status: a projection of the event log into a database. It can be
 * dropped and built again; nothing waits for it.
 */
@NullMarked
package vn.lienthong.broker.ledger;

import org.jspecify.annotations.NullMarked;
