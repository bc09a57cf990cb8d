/**
 * How the values of the exchange look in JSON: in the event log, between the command line and the exchange, and in what
 * commands print.
 */
@NullMarked
package vn.lienthong.broker.json;

import org.jspecify.annotations.NullMarked;
