// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

/**
 * How quickly a queue fills and empties.
 *
 * @param in messages a minute that were put into it
 * @param out messages a minute that consumers settled
 */
public record Rate(double in, double out) {
    /** Nothing moves. */
    public static final Rate NONE = new Rate(0, 0);
}
