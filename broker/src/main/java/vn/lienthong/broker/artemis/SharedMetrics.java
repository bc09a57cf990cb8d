// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Map;
import org.apache.activemq.artemis.core.server.metrics.ActiveMQMetricsPlugin;

/** Has the broker show its figures in the registry of the exchange. */
@SuppressWarnings("serial") // nobody writes it anywhere
final class SharedMetrics implements ActiveMQMetricsPlugin {
    private static final long serialVersionUID = 1L;

    /** The broker adds a name to all of its figures; not to those of the exchange. */
    private final transient CompositeMeterRegistry own = new CompositeMeterRegistry();

    SharedMetrics(MeterRegistry registry) {
        own.add(registry);
    }

    @Override
    public ActiveMQMetricsPlugin init(Map<String, String> options) {
        return this;
    }

    @Override
    public MeterRegistry getRegistry() {
        return own;
    }
}
