// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.scenario.Scenario;
import vn.lienthong.scenario.ScenarioReader;
import vn.lienthong.scenario.TestBench;
import vn.lienthong.words.Words;

/** The levels an agency's system climbs, and the cases of each. Immutable. */
public final class Ladder {
    private static final List<Words> LEVELS = List.of(
            new Words("registered", "đã đăng ký"),
            new Words("connected", "đã kết nối"),
            new Words("sends", "gửi được"),
            new Words("receives", "nhận được"),
            new Words("full status feedback", "phản hồi trạng thái đầy đủ"),
            new Words("resilient", "bền bỉ"),
            new Words("in operation", "vận hành"));

    private final List<Scenario> cases;

    private Ladder(List<Scenario> cases) {
        this.cases = List.copyOf(cases);
    }

    /** The ladder that is shipped. */
    public static Ladder shipped() {
        return Shipped.LADDER;
    }

    /** The same for the system of an agency: where the cases name that agency beside it, somebody else takes its place. */
    public static Ladder against(AgencyId agency) {
        Pattern own = Pattern.compile("\\b" + Pattern.quote(agency.value()) + "\\b");
        return TestBench.standIn(agency)
                .map(other -> read(text -> own.matcher(text).replaceAll(other)))
                .orElseGet(Ladder::shipped);
    }

    /** Read when it is asked for first. */
    private static final class Shipped {
        private static final Ladder LADDER = read(UnaryOperator.identity());
    }

    private static Ladder read(UnaryOperator<String> change) {
        return new Ladder(IntStream.range(0, LEVELS.size())
                .mapToObj(level -> read("level-" + level + ".yaml", change))
                .flatMap(List::stream)
                .toList());
    }

    /** All cases, in the order they run. */
    public List<Scenario> cases() {
        return cases;
    }

    /** The cases up to a level. */
    public List<Scenario> upTo(int level) {
        return cases.stream().filter(one -> number(one.level()) <= level).toList();
    }

    /** How many levels there are. */
    public static int levels() {
        return LEVELS.size();
    }

    /** What a level is called. */
    public static Words name(int level) {
        return LEVELS.get(level);
    }

    /** The number of a level such as {@code L4}. */
    public static int number(String level) {
        return Integer.parseInt(level.substring(1));
    }

    private static List<Scenario> read(String name, UnaryOperator<String> change) {
        try (InputStream yaml = Ladder.class.getResourceAsStream("cases/" + name)) {
            if (yaml == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            String text = change.apply(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
            return ScenarioReader.read(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
