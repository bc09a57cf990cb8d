// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import java.time.Instant;
import vn.lienthong.broker.alerts.Alert;

/** How alerts are put into words; the console has them, and who is told reads the same. */
public interface Wording {
    /** One sentence about an alert, in Vietnamese ({@code vi}) or English ({@code en}). */
    String sentence(String language, Alert alert);

    /** A text with its places filled. */
    String text(String language, String key, Object... facts);

    /** A time as it is read in Vietnam. */
    String time(String language, Instant time);
}
