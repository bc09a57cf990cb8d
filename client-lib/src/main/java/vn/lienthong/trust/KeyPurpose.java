// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.util.Locale;
import java.util.Optional;

/** What a key of an endpoint is for. Each purpose has a key of its own. */
public enum KeyPurpose {
    /** Connecting. */
    TLS,
    /** Signing statements. */
    SIGNING,
    /** Opening what was sealed for the endpoint. */
    SEALING;

    /** The name in files, on the wire and on the command line, {@code signing}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The purpose with a name, if there is one. */
    public static Optional<KeyPurpose> ofWireName(String name) {
        for (KeyPurpose purpose : values()) {
            if (purpose.wireName().equals(name)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
