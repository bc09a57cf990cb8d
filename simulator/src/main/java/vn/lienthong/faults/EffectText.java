// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.config.Settings;

/** Effects as words: {@code delay 2s}, {@code disconnect 4096}, {@code refuse LT-R05}. */
public final class EffectText {
    /** What can be written. */
    public static final String FORM =
            "delay TIME, drop, duplicate, reorder, disconnect BYTES, slow BYTES-A-SECOND, corrupt PLACE, refuse CODE or wrong-sender";

    private EffectText() {}

    /** Reads an effect; empty if the words mean none. */
    public static Optional<Effect> read(String words) {
        String[] parts = words.strip().split("\\s+", 2);
        if (parts.length == 1) {
            return switch (parts[0]) {
                case "drop" -> Optional.of(new Effect.Drop());
                case "duplicate" -> Optional.of(new Effect.Duplicate());
                case "reorder" -> Optional.of(new Effect.Reorder());
                case "wrong-sender" -> Optional.of(new Effect.WrongSender());
                default -> Optional.empty();
            };
        }
        return switch (parts[0]) {
            case "delay" -> Settings.parseDuration(parts[1]).map(Effect.Delay::new);
            case "disconnect" -> number(parts[1], Effect.Disconnect::new);
            case "slow" -> number(parts[1], rate -> new Effect.Slow(Math.toIntExact(rate)));
            case "corrupt" -> number(parts[1], Effect.Corrupt::new);
            case "refuse" -> Optional.of(new Effect.Refuse(parts[1]));
            default -> Optional.empty();
        };
    }

    /** Writes one so that {@link #read} understands it. */
    public static String write(Effect effect) {
        if (effect instanceof Effect.Delay delay) {
            return "delay " + delay.by().toMillis() + "ms";
        }
        if (effect instanceof Effect.Disconnect disconnect) {
            return "disconnect " + disconnect.afterBytes();
        }
        if (effect instanceof Effect.Slow slow) {
            return "slow " + slow.bytesPerSecond();
        }
        if (effect instanceof Effect.Corrupt corrupt) {
            return "corrupt " + corrupt.at();
        }
        if (effect instanceof Effect.Refuse refuse) {
            return "refuse " + refuse.code();
        }
        return plain(effect);
    }

    private static String plain(Effect effect) {
        if (effect instanceof Effect.Drop) {
            return "drop";
        }
        if (effect instanceof Effect.Duplicate) {
            return "duplicate";
        }
        return effect instanceof Effect.Reorder ? "reorder" : "wrong-sender";
    }

    private static <T extends Effect> Optional<Effect> number(String text, Function<Long, T> make) {
        return text.matches("\\d{1,9}") ? Optional.of(make.apply(Long.valueOf(text))) : Optional.empty();
    }
}
