/**
 * The command line {@code lienthong}: one class per command, and what they share. Commands turn options into calls of the
 * client library, the exchange and the simulator and results into text or JSON; they decide nothing else.
 */
@NullMarked
package vn.lienthong.cli;

import org.jspecify.annotations.NullMarked;
