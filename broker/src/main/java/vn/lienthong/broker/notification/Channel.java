// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A way out for notices. Used by one thread. */
interface Channel {
    /** Its name in figures, alerts and files. */
    String name();

    /** How many notices go together. */
    int most();

    /** How long to wait after a success, so that what comes meanwhile goes together. */
    Duration pause();

    /**
     * Sends notices; they have arrived when it returns.
     *
     * @throws IOException if they have not, or it is not known
     */
    void send(List<Notice> notices) throws IOException;
}
