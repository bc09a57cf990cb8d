// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.nio.charset.StandardCharsets;
import vn.lienthong.protocol.json.ExchangeJson;

/** Events as JSON, and as lines of the log with the message that carried them. */
public final class EventJson {
    private EventJson() {}

    /** An event alone. */
    public static String write(Event event) {
        return ExchangeJson.mapper().writeValueAsString(event);
    }

    /** Reads an event alone. */
    public static Event read(String text) {
        return ExchangeJson.mapper().readValue(text, Event.class);
    }

    /** A line of the log. */
    record Line(long origin, Event event) {
        /** One line, its end included; the event is put in as it was written once. */
        static byte[] of(RecordedEvent event) {
            return ("{\"origin\":" + event.origin() + ",\"event\":" + event.text() + "}\n")
                    .getBytes(StandardCharsets.UTF_8);
        }

        static Line read(String line) {
            return ExchangeJson.mapper().readValue(line, Line.class);
        }
    }
}
