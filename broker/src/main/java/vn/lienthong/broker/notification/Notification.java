// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.alerts.Alert;
import vn.lienthong.broker.alerts.AlertDesk.Alerts;
import vn.lienthong.broker.alerts.AlertRule;
import vn.lienthong.broker.alerts.Trouble;

/**
 * Tells of alerts through every channel that is set: when one is raised and when it is over, at least once each, also over
 * restarts. One that somebody has seen to is not told again, one that is silenced not before the silence ends. Thread-safe.
 */
public final class Notification implements AutoCloseable {
    private final List<Courier> couriers = new ArrayList<>();

    /**
     * Nothing is sent yet.
     *
     * @param folder where it keeps what waits
     * @throws java.io.UncheckedIOException if a secret cannot be read
     */
    public Notification(
            NotificationSettings settings, Path folder, Wording wording, MeterRegistry registry, Clock clock) {
        List<Channel> channels = new ArrayList<>();
        settings.mail().ifPresent(mail -> channels.add(new MailChannel(mail, settings.console(), wording, clock)));
        settings.webhook().ifPresent(webhook -> channels.add(new WebhookChannel(webhook, wording, clock)));
        for (Channel channel : channels) {
            Outgoing outgoing = new Outgoing(
                    folder.resolve(channel.name() + ".json"),
                    alert -> alert.severity().compareTo(settings.least()) <= 0 && !isAbout(alert, channel));
            couriers.add(new Courier(channel, outgoing, registry, clock));
        }
    }

    /** A channel that fails cannot tell so. */
    private static boolean isAbout(Alert alert, Channel channel) {
        return alert.rule() == AlertRule.ALERTS_UNSENT && alert.subject().equals(channel.name());
    }

    /** Starts to send. */
    public void start() {
        couriers.forEach(Courier::start);
    }

    /** Notes what is to be told; does not wait for it. */
    public void look(Alerts alerts, Instant now) {
        couriers.forEach(courier -> courier.look(alerts, now));
    }

    /** Channels through which nothing arrives. */
    public List<Trouble> troubles() {
        return couriers.stream().map(Courier::trouble).flatMap(Optional::stream).toList();
    }

    @Override
    public void close() {
        couriers.forEach(Courier::close);
    }
}
