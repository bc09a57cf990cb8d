// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.config.Settings;
import vn.lienthong.protocol.ErrorCode;

/** Reads effects from words: {@code delay 2s}, {@code disconnect 4096}, {@code refuse LT-R05}. */
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
            case "refuse" -> ErrorCode.ofCode(parts[1]).map(code -> new Effect.Refuse(code.code()));
            default -> Optional.empty();
        };
    }

    private static <T extends Effect> Optional<Effect> number(String text, Function<Long, T> make) {
        return text.matches("\\d{1,9}") ? Optional.of(make.apply(Long.valueOf(text))) : Optional.empty();
    }
}
