// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.util.Arrays;
import vn.lienthong.protocol.json.ExchangeJson;

/** Events as lines of JSON. */
final class EventJson {
    private EventJson() {}

    /** One line, its end included. */
    static byte[] write(RecordedEvent event) {
        byte[] json = ExchangeJson.mapper().writeValueAsBytes(event);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    static RecordedEvent read(String line) {
        return ExchangeJson.mapper().readValue(line, RecordedEvent.class);
    }
}
