// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.access;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A user of the console.
 *
 * @param name what they sign in with
 * @param role what they are for
 * @param scope which agencies they are responsible for
 * @param password their password, as nobody can read it
 * @param changed when any of that changed last
 */
public record User(String name, Role role, Scope scope, PasswordHash password, Instant changed) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    /** Checks the name. */
    public User {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name
                            + "' is no name for a user: 1 to 64 small letters, digits and . _ @ -, beginning with a letter or digit");
        }
    }
}
