// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.config.Settings;
import vn.lienthong.protocol.ErrorCode;

/** Reads effects from words: {@code delay 2s}, {@code disconnect 4096}, {@code refuse LT-R05}. */
public final class EffectText {
    /** What can be written. */
    public static final String FORM =
            "delay TIME, drop, duplicate, reorder, disconnect BYTES, slow BYTES-A-SECOND, corrupt PLACE, refuse CODE, wrong-sender,"
                    + " expired-certificate, clock-skew TIME, disk-full, bad-digest or restart";

    private static final List<Effect> PLAIN = List.of(
            new Effect.Drop(),
            new Effect.Duplicate(),
            new Effect.Reorder(),
            new Effect.WrongSender(),
            new Effect.ExpiredCertificate(),
            new Effect.DiskFull(),
            new Effect.BadDigest(),
            new Effect.Restart());

    private EffectText() {}

    /** Reads an effect; empty if the words mean none. */
    public static Optional<Effect> read(String words) {
        String[] parts = words.strip().split("\\s+", 2);
        if (parts.length == 1) {
            return PLAIN.stream()
                    .filter(effect -> effect.words().equals(parts[0]))
                    .findFirst();
        }
        return switch (parts[0]) {
            case "delay" -> Settings.parseDuration(parts[1]).map(Effect.Delay::new);
            case "disconnect" -> number(parts[1], Effect.Disconnect::new);
            case "slow" ->
                parts[1].matches("0+")
                        ? Optional.empty()
                        : number(parts[1], rate -> new Effect.Slow(Math.toIntExact(rate)));
            case "corrupt" -> number(parts[1], Effect.Corrupt::new);
            case "clock-skew" -> skew(parts[1]);
            case "refuse" -> ErrorCode.ofCode(parts[1]).map(code -> new Effect.Refuse(code.code()));
            default -> Optional.empty();
        };
    }

    /** A clock may be ahead or behind. */
    private static Optional<Effect> skew(String text) {
        boolean behind = text.startsWith("-");
        return Settings.parseDuration(behind ? text.substring(1) : text)
                .map(by -> new Effect.ClockSkew(behind ? by.negated() : by));
    }

    private static <T extends Effect> Optional<Effect> number(String text, Function<Long, T> make) {
        return text.matches("\\d{1,9}") ? Optional.of(make.apply(Long.valueOf(text))) : Optional.empty();
    }
}
