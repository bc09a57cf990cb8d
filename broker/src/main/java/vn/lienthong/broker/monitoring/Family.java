// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure for each of many things that come and go, such as queues. A gauge is registered once and removed when its thing is gone:
 * with thousands of systems, registering all again at each look took longer than the look itself. Not thread-safe.
 */
final class Family {
    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final Map<Tags, Figure> figures = new HashMap<>();
    private long look;

    private static final class Figure {
        private volatile double value;
        private @Nullable Gauge gauge;
        private long seen;

        double value() {
            return value;
        }
    }

    Family(MeterRegistry registry, String name, String description) {
        this.registry = registry;
        this.name = name;
        this.description = description;
    }

    /** A figure of this look. */
    void set(Tags tags, Number value) {
        Figure figure = figures.computeIfAbsent(tags, this::register);
        figure.value = value.doubleValue();
        figure.seen = look;
    }

    private Figure register(Tags tags) {
        Figure figure = new Figure();
        figure.gauge = Gauge.builder(name, figure, Figure::value)
                .tags(tags)
                .description(description)
                .strongReference(true)
                .register(registry);
        return figure;
    }

    /** The look is over: what had no figure in it is gone. */
    void end() {
        figures.entrySet().removeIf(entry -> {
            Gauge gauge = entry.getValue().gauge;
            boolean gone = entry.getValue().seen != look;
            if (gone && gauge != null) {
                registry.remove(gauge);
            }
            return gone;
        });
        look++;
    }
}
