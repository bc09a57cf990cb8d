/**
 * The demonstration: an exchange, the simulated Government Office, a ministry and two provinces on one machine, with real
 * documents going between them. Uses the exchange as an operator would and the simulator as a tester would.
 */
@NullMarked
package vn.lienthong.demo;

import org.jspecify.annotations.NullMarked;
