// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

/**
 * An event and the message that carried it.
 *
 * @param origin the number of the message in the exchange's journal; a message that is written down twice, because the
 *     exchange was killed before it could forget the first one, is recognised by it
 * @param event what happened
 * @param text the event as JSON
 */
public record RecordedEvent(long origin, Event event, String text) {
    /** An event that is not JSON yet. */
    public RecordedEvent(long origin, Event event) {
        this(origin, event, EventJson.write(event));
    }
}
