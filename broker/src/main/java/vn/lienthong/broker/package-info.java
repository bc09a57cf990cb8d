/**
 * The exchange node: configuration and the {@link vn.lienthong.broker.Broker} that wires everything by hand.
 */
@NullMarked
package vn.lienthong.broker;

import org.jspecify.annotations.NullMarked;
