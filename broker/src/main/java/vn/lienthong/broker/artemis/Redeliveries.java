// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;

/** Counts what is handed out again, queue by queue. */
final class Redeliveries implements ActiveMQServerPlugin {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Counter all;

    Redeliveries(MeterRegistry registry) {
        all = Counter.builder("lienthong.redeliveries")
                .description("Messages handed out again since the start")
                .register(registry);
    }

    @Override
    public void afterDeliver(ServerConsumer consumer, MessageReference reference) {
        if (reference.getDeliveryCount() > 1 && !consumer.isBrowseOnly()) {
            counts.computeIfAbsent(reference.getQueue().getName().toString(), unused -> new LongAdder())
                    .increment();
            all.increment();
        }
    }

    /** How often messages of a queue were handed out again since the start. */
    long of(String queue) {
        LongAdder count = counts.get(queue);
        return count == null ? 0 : count.sum();
    }
}
