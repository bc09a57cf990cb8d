// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where on the way of a message a fault strikes. */
public enum Stage {
    /** An agency's system opens a connection. */
    CONNECT,
    /** It shows its certificate: the handshake of the connection. */
    AUTHENTICATE,
    /** The exchange decides whether it takes what is sent. */
    ACCEPT,
    /** Bytes or documents come to an agency. */
    DELIVER,
    /** An agency tells the exchange what it did with a document. */
    SETTLE,
    /** An agency reports a status. */
    STATUS;

    /** Whether an effect can happen here; one that cannot would be set and never seen. */
    public boolean takes(Effect effect) {
        return switch (this) {
            case CONNECT -> !(effect instanceof Effect.Refuse);
            case AUTHENTICATE, DELIVER, SETTLE ->
                effect instanceof Effect.Delay
                        || effect instanceof Effect.Disconnect
                        || effect instanceof Effect.Slow
                        || effect instanceof Effect.Corrupt;
            case ACCEPT -> effect instanceof Effect.Refuse;
            case STATUS ->
                effect instanceof Effect.Delay
                        || effect instanceof Effect.Drop
                        || effect instanceof Effect.Duplicate
                        || effect instanceof Effect.Reorder
                        || effect instanceof Effect.WrongSender;
        };
    }

    /** The stage with a name in small letters. */
    public static Optional<Stage> ofWord(String word) {
        return Arrays.stream(values())
                .filter(stage -> stage.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
