/**
 * How the values of the exchange look in JSON: in receipts and answers, in the event log, between the command line and the
 * exchange, and in what commands print. Internal: shared with the exchange, nothing an application needs.
 */
@NullMarked
package vn.lienthong.protocol.json;

import org.jspecify.annotations.NullMarked;
