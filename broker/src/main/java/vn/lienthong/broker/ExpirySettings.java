// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.config.Settings;
import vn.lienthong.edxml.Urgency;

/** Reads how long documents of each urgency may wait to be handed out. */
final class ExpirySettings {
    private static final String NONE = "none";

    private ExpirySettings() {}

    static Map<Urgency, Duration> read(Settings settings) {
        Map<Urgency, Duration> times = new EnumMap<>(Urgency.class);
        for (Urgency urgency : Urgency.values()) {
            settings.optional(
                            key(urgency),
                            ExpirySettings::time,
                            "none or a duration such as 30d",
                            Optional.<Duration>empty(),
                            NONE)
                    .ifPresent(time -> times.put(urgency, time));
        }
        return times;
    }

    private static String key(Urgency urgency) {
        return "expiry." + urgency.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Optional<Duration>> time(String text) {
        Optional<Duration> time = Settings.parseDuration(text).filter(some -> !some.isZero());
        return time.isPresent() || text.equals(NONE) ? Optional.of(time) : Optional.empty();
    }
}
