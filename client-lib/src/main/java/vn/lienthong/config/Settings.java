// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;

/**
 * The values of one properties file. Ask for each key once, then call {@link #finish}: it throws with every missing,
 * wrong and unknown key together. Until then a wrong value reads as its default. Not thread-safe.
 */
public final class Settings {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    private final Properties values;
    private final Path base;
    private final Set<String> known = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> effective = new TreeMap<>();

    private Settings(Properties values, Path base) {
        this.values = values;
        this.base = base;
    }

    /** Settings from values in memory; relative paths count from {@code base}. */
    public static Settings of(Properties values, Path base) {
        return new Settings(values, base);
    }

    /**
     * Reads a file (UTF-8); relative paths in it count from its folder.
     *
     * @throws IOException if the file cannot be read
     */
    public static Settings load(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": a backslash followed by u stands for a character; write paths with /", e);
        }
        Path parent = file.toAbsolutePath().getParent();
        return new Settings(values, parent == null ? Path.of("/") : parent);
    }

    /** A value that must be there, or {@code null} with the problem noted. */
    public <T> @Nullable T required(String key, Function<String, Optional<T>> reader, String expected) {
        if (text(key).isEmpty()) {
            problems.add(ErrorCode.SETTING_MISSING.with(key, expected));
            return null;
        }
        return read(key, reader, expected).orElse(null);
    }

    /** A value that may be left out. */
    public <T> T optional(String key, Function<String, Optional<T>> reader, String expected, T absent) {
        return optional(key, reader, expected, absent, SettingText.of(absent));
    }

    /** The same, with the words for what it is if it is left out, as somebody would write it. */
    public <T> T optional(String key, Function<String, Optional<T>> reader, String expected, T absent, String written) {
        if (text(key).isEmpty()) {
            effective.put(key, written);
            return absent;
        }
        return read(key, reader, expected).orElse(absent);
    }

    /** One of two words that stands for yes or no. */
    public boolean either(String key, String yes, String no, boolean absent) {
        Function<String, Optional<Boolean>> reader =
                text -> text.equals(yes) || text.equals(no) ? Optional.of(text.equals(yes)) : Optional.empty();
        return optional(key, reader, yes + " or " + no, absent, absent ? yes : no);
    }

    /** Every setting that was asked for as it counts, named and written as in the file; empty if nothing is set. */
    public Map<String, String> effective() {
        return Map.copyOf(effective);
    }

    /** A text that may be left out. */
    public Optional<String> text(String key) {
        known.add(key);
        Optional<String> text =
                Optional.ofNullable(values.getProperty(key)).map(String::strip).filter(value -> !value.isEmpty());
        effective.putIfAbsent(
                key, text.map(value -> SettingText.shown(key, value)).orElse(""));
        return text;
    }

    /** A text, or another one if it is left out. */
    public String text(String key, String absent) {
        return optional(key, Optional::of, "a text", absent);
    }

    /** Notes that a value is missing, unless it is there. */
    public void need(String key, boolean isThere, String expected) {
        if (!isThere) {
            problems.add(ErrorCode.SETTING_MISSING.with(key, expected));
        }
    }

    /** A path, made absolute against the folder of the file. */
    public Optional<Path> path(String key) {
        return text(key).map(this::resolve);
    }

    /** A path made absolute against the folder of the file. */
    public Path resolve(String path) {
        return base.resolve(path).normalize();
    }

    /** A whole number between two bounds. */
    public int number(String key, int minimum, int maximum, int absent) {
        Function<String, Optional<Integer>> reader = text -> text.matches("\\d{1,9}")
                ? Optional.of(Integer.valueOf(text)).filter(value -> value >= minimum && value <= maximum)
                : Optional.empty();
        return optional(key, reader, "a whole number from " + minimum + " to " + maximum, absent);
    }

    /** A duration such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or {@code 14d}. */
    public Duration duration(String key, Duration absent) {
        return optional(key, Settings::parseDuration, "a duration such as 500ms, 30s, 5m, 2h or 14d", absent);
    }

    /** A size such as {@code 64k}, {@code 50m} or {@code 2g}. */
    public DataSize size(String key, DataSize absent) {
        return optional(key, DataSize::parse, "a size such as 64k, 50m or 2g", absent);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean absent) {
        Function<String, Optional<Boolean>> reader = text ->
                text.equals("true") || text.equals("false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty();
        return optional(key, reader, "true or false", absent);
    }

    /** Notes a problem found outside, to be reported with the others. */
    public void problem(Problem problem) {
        problems.add(problem);
    }

    /**
     * Ends reading.
     *
     * @throws RefusalException with every problem, unknown keys included
     */
    public void finish() {
        for (String key : new TreeSet<>(values.stringPropertyNames())) {
            if (!known.contains(key)) {
                problems.add(ErrorCode.SETTING_UNKNOWN.with(key, String.join(", ", known)));
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusalException(new Refusal(problems));
        }
    }

    /** Reads a duration, if the text is one. */
    public static Optional<Duration> parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    private <T> Optional<T> read(String key, Function<String, Optional<T>> reader, String expected) {
        String text = text(key).orElse("");
        Optional<T> value = reader.apply(text);
        if (value.isEmpty()) {
            problems.add(ErrorCode.SETTING_INVALID.with(key, text, expected));
        }
        return value;
    }
}
