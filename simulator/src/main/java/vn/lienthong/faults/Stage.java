// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** All of them, as they are written. */
    static final String WORDS = Arrays.stream(values()).map(Stage::word).collect(Collectors.joining(", "));

    /** What happens to the bytes of a connection. */
    private static final Set<Class<? extends Effect>> BYTES =
            Set.of(Effect.Disconnect.class, Effect.Slow.class, Effect.Corrupt.class);

    /** What happens to messages as a whole. */
    private static final Set<Class<? extends Effect>> WHOLE =
            Set.of(Effect.Delay.class, Effect.Drop.class, Effect.Duplicate.class, Effect.Reorder.class);

    /** Whether an effect happens to the bytes of a connection, and not to messages as a whole. */
    static boolean isOfBytes(Effect effect) {
        return BYTES.contains(effect.getClass());
    }

    /** Whether an effect can happen here; one that cannot would be set and never seen. */
    public boolean takes(Effect effect) {
        return effects().contains(effect.getClass());
    }

    /** Why an effect cannot happen here, where a reader might expect it. */
    Optional<String> why(Effect effect) {
        if (this == ACCEPT && effect instanceof Effect.Reorder) {
            return Optional.of("a sender waits for the answer to one submission before it sends the next");
        }
        if (this == SETTLE && WHOLE.contains(effect.getClass())) {
            return Optional.of("what an agency says of a document is a few bytes of its line; what comes of a lost"
                    + " acknowledgement is deliver duplicate");
        }
        return Optional.empty();
    }

    private Set<Class<? extends Effect>> effects() {
        return switch (this) {
            case CONNECT -> union(union(WHOLE, BYTES), Set.of(Effect.WrongSender.class));
            case AUTHENTICATE ->
                union(BYTES, Set.of(Effect.Delay.class, Effect.ExpiredCertificate.class, Effect.ClockSkew.class));
            case ACCEPT ->
                Set.of(
                        Effect.Delay.class,
                        Effect.Drop.class,
                        Effect.Duplicate.class,
                        Effect.Refuse.class,
                        Effect.DiskFull.class,
                        Effect.ClockSkew.class,
                        Effect.Restart.class);
            case DELIVER -> union(union(WHOLE, BYTES), Set.of(Effect.BadDigest.class));
            case SETTLE -> union(BYTES, Set.of(Effect.Delay.class));
            case STATUS -> union(WHOLE, Set.of(Effect.WrongSender.class));
        };
    }

    private static Set<Class<? extends Effect>> union(
            Set<Class<? extends Effect>> some, Set<Class<? extends Effect>> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Its name in small letters. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stage with a name in small letters. */
    public static Optional<Stage> ofWord(String word) {
        return Arrays.stream(values())
                .filter(stage -> stage.word().equals(word))
                .findFirst();
    }
}
