// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import vn.lienthong.broker.mailbox.Traffic;

/** The figures of the exchange, its own and those of the messaging broker, in one registry. Thread-safe. */
public final class Meters implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TrafficMeter traffic = new TrafficMeter(registry);
    private final Gauges gauges = new Gauges(registry);

    /** Where figures are kept. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Counts what passes. */
    public Traffic traffic() {
        return traffic;
    }

    /** All figures as Prometheus reads them. */
    public String scrape() {
        return registry.scrape();
    }

    TrafficMeter meter() {
        return traffic;
    }

    Gauges gauges() {
        return gauges;
    }

    @Override
    public void close() {
        registry.close();
    }
}
