// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.time.Clock;
import java.time.Duration;
import vn.lienthong.broker.access.WrongTries;

/**
 * Wrong passwords of the last {@value #WINDOW_MINUTES} minutes, by user and by address: after {@value #MOST} for one user, or four
 * times as many from one address, the next have to wait, right or wrong. Thread-safe.
 */
final class SignInTries {
    static final int MOST = 5;
    private static final int WINDOW_MINUTES = 15;
    private static final Duration WINDOW = Duration.ofMinutes(WINDOW_MINUTES);

    private final WrongTries byUser;
    private final WrongTries byAddress;

    SignInTries(Clock clock) {
        byUser = new WrongTries(MOST, WINDOW, clock);
        byAddress = new WrongTries(4 * MOST, WINDOW, clock);
    }

    boolean mustWait(String user, String address) {
        return byUser.areTooMany(user) || byAddress.areTooMany(address);
    }

    void note(String user, String address) {
        byUser.note(user);
        byAddress.note(address);
    }

    /** A user who knows the password need not wait for earlier mistakes any more. */
    void forgive(String user) {
        byUser.forgive(user);
    }
}
