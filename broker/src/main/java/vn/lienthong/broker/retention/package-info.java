/**
 * How long things are kept that are over: finished documents in the ledger, old events, messages whose time ran out, dead
 * letters. What is needed for anything that still waits is never removed.
 */
@NullMarked
package vn.lienthong.broker.retention;

import org.jspecify.annotations.NullMarked;
