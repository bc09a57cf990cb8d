// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.util.List;
import java.util.function.ToLongFunction;
import vn.lienthong.broker.monitoring.Flow;
import vn.lienthong.protocol.json.ExchangeJson;

/**
 * A chart as the script draws it.
 *
 * @param time what the axis of time is
 * @param labels what each line is
 * @param data the times in seconds, then the values of each line
 */
record Chart(String time, List<String> labels, List<List<Long>> data) {
    /** What passed, as JSON. */
    static String of(Texts texts, List<Flow> flow) {
        return ExchangeJson.mapper()
                .writeValueAsString(new Chart(
                        texts.text("column.time"),
                        List.of(
                                texts.text("flow.accepted"),
                                texts.text("flow.delivered"),
                                texts.text("flow.statuses"),
                                texts.text("flow.refused")),
                        List.of(
                                values(flow, step -> step.from().getEpochSecond()),
                                values(flow, Flow::deliveries),
                                values(flow, Flow::delivered),
                                values(flow, Flow::statuses),
                                values(flow, Flow::refused))));
    }

    private static List<Long> values(List<Flow> flow, ToLongFunction<Flow> value) {
        return flow.stream().map(value::applyAsLong).toList();
    }
}
