// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import vn.lienthong.edxml.VietnamTime;

/** The words of the console in one language, and how it writes numbers and times. */
public final class Texts {
    /** In English. */
    static final Texts ENGLISH = new Texts("en", Locale.ENGLISH);

    /** In Vietnamese. */
    static final Texts VIETNAMESE = new Texts("vi", Locale.forLanguageTag("vi-VN"));

    private static final long KIBI = 1024;

    private final String language;
    private final Properties words;
    private final NumberFormat numbers;
    private final Locale locale;

    private Texts(String language, Locale locale) {
        this.language = language;
        this.words = read("texts_" + language + ".properties");
        this.locale = locale;
        this.numbers = NumberFormat.getIntegerInstance(locale);
    }

    private static Properties read(String file) {
        Properties words = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Texts.class.getResourceAsStream(file), file), StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** The language with a tag; English if there is none such. */
    public static Texts of(String tag) {
        return tag.startsWith("vi") ? VIETNAMESE : ENGLISH;
    }

    String language() {
        return language;
    }

    Locale locale() {
        return locale;
    }

    /** All keys, for the test that compares the languages. */
    Properties words() {
        return words;
    }

    /** A text with its places filled. */
    public String text(String key, Object... facts) {
        String text = words.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("there is no text " + key);
        }
        for (int i = 0; i < facts.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(facts[i]));
        }
        return text;
    }

    /** The text of a value of an enum, by its name. */
    public String name(String group, Enum<?> value) {
        return text(group + "." + value.name());
    }

    synchronized String number(long value) {
        return numbers.format(value);
    }

    /** A time of day with its date, in the zone somebody reads. */
    String time(Instant time, boolean utc) {
        ZoneId zone = utc ? ZoneOffset.UTC : VietnamTime.ZONE;
        String pattern = language.equals("vi") ? "dd/MM/yyyy HH:mm:ss" : "yyyy-MM-dd HH:mm:ss";
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone).format(time) + (utc ? " UTC" : "");
    }

    /** How long something lasted or lasts, in its two largest units. */
    public String duration(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < 60) {
            return text("duration.seconds", seconds);
        }
        if (seconds < 3_600) {
            return text("duration.minutes", seconds / 60);
        }
        return seconds < 86_400
                ? text("duration.hours", seconds / 3_600, seconds % 3_600 / 60)
                : text("duration.days", seconds / 86_400, seconds % 86_400 / 3_600);
    }

    /** How long ago something was, or how far ahead it is. */
    String ago(Instant time, Instant now) {
        Duration since = Duration.between(time, now);
        return since.toSeconds() < 0
                ? text("duration.ahead", duration(since.negated()))
                : text("duration.ago", duration(since));
    }

    /** So many bytes. */
    public String bytes(long count) {
        if (count < KIBI) {
            return count + " B";
        }
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        double value = count;
        int unit = -1;
        while (value >= KIBI && unit < units.length - 1) {
            value /= KIBI;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }

    /** What is told if there is nothing to tell. */
    String orNothing(Optional<?> value) {
        return value.map(String::valueOf).orElse("–");
    }
}
