// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.time.Instant;
import vn.lienthong.broker.alerts.Alert;
import vn.lienthong.broker.notification.Wording;

/** The words of the console for alerts that are sent. */
public final class AlertWords implements Wording {
    @Override
    public String sentence(String language, Alert alert) {
        return AlertText.of(Texts.of(language), alert);
    }

    @Override
    public String text(String language, String key, Object... facts) {
        return Texts.of(language).text(key, facts);
    }

    @Override
    public String time(String language, Instant time) {
        return Texts.of(language).time(time, false);
    }
}
