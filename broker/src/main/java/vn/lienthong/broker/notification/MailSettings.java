// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How alerts are sent by mail.
 *
 * @param server where to hand mail in
 * @param account as whom; empty if the server asks nobody
 * @param from the address of the sender
 * @param to who gets it
 * @param language {@code vi} or {@code en}
 */
public record MailSettings(Server server, Optional<Account> account, String from, List<String> to, String language) {
    /** Copies the recipients. */
    public MailSettings {
        to = List.copyOf(to);
    }

    /**
     * A mail server.
     *
     * @param authorities a folder with the certificates of who vouches for it; empty: whom Java trusts
     */
    public record Server(String host, int port, Encryption encryption, Optional<Path> authorities) {}

    /** Who hands mail in. */
    public record Account(String user, Path passwordFile) {}

    /** How the connection to the server is kept from others. */
    public enum Encryption {
        /** It begins without and goes on with TLS, or ends. */
        STARTTLS,
        /** TLS from the beginning. */
        TLS,
        /** Not at all. */
        NONE;

        /** The port that is usual for it. */
        public int usualPort() {
            return switch (this) {
                case STARTTLS -> 587;
                case TLS -> 465;
                case NONE -> 25;
            };
        }
    }
}
