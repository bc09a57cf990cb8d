// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged: warnings, and more when asked for. */
final class LogLevels {
    private LogLevels() {}

    static void apply(boolean verbose, boolean debug) {
        Level level = debug ? Level.DEBUG : verbose ? Level.INFO : Level.WARN;
        if (LoggerFactory.getLogger("vn.lienthong") instanceof Logger ours) {
            ours.setLevel(level);
        }
        if (LoggerFactory.getLogger("vn.lienthong.client.ClockCheck") instanceof Logger ofClock) {
            ofClock.setLevel(verbose || debug ? level : Level.ERROR); // commands say it themselves
        }
    }
}
