// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
        return effects().contains(effect.getClass());
    }

    private Set<Class<? extends Effect>> effects() {
        return switch (this) {
            case CONNECT ->
                Set.of(
                        Effect.Delay.class,
                        Effect.Drop.class,
                        Effect.Duplicate.class,
                        Effect.Reorder.class,
                        Effect.Disconnect.class,
                        Effect.Slow.class,
                        Effect.Corrupt.class,
                        Effect.WrongSender.class);
            case AUTHENTICATE ->
                Set.of(
                        Effect.Delay.class,
                        Effect.Disconnect.class,
                        Effect.Slow.class,
                        Effect.Corrupt.class,
                        Effect.ExpiredCertificate.class,
                        Effect.ClockSkew.class);
            case DELIVER ->
                Set.of(
                        Effect.Delay.class,
                        Effect.Disconnect.class,
                        Effect.Slow.class,
                        Effect.Corrupt.class,
                        Effect.BadDigest.class);
            case SETTLE -> Set.of(Effect.Delay.class, Effect.Disconnect.class, Effect.Slow.class, Effect.Corrupt.class);
            case ACCEPT ->
                Set.of(Effect.Refuse.class, Effect.DiskFull.class, Effect.ClockSkew.class, Effect.Restart.class);
            case STATUS ->
                Set.of(
                        Effect.Delay.class,
                        Effect.Drop.class,
                        Effect.Duplicate.class,
                        Effect.Reorder.class,
                        Effect.WrongSender.class);
        };
    }

    /** The stage with a name in small letters. */
    public static Optional<Stage> ofWord(String word) {
        return Arrays.stream(values())
                .filter(stage -> stage.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
