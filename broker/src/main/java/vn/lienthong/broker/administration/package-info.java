/**
 * Operators' requests over a socket file in the data folder, answered by the running exchange.
 */
@NullMarked
package vn.lienthong.broker.administration;

import org.jspecify.annotations.NullMarked;
