// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

/** An event and its place in the log: 1 for the first ever, and no number twice. */
public record LoggedEvent(long position, Event event) {}
