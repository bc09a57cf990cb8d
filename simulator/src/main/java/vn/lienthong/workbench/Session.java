// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.simulator.Mode;

/**
 * What a tester did and what the system under test did, in the order it happened. As text it is JSON, an object on a line; the
 * first says what it is. Values only.
 */
public final class Session {
    static final String FORMAT = "lienthong-session";
    static final int VERSION = 1;
    private static final ObjectMapper JSON = ExchangeJson.mapper();

    private final Heading heading;
    private final List<Step> steps;

    private Session(Heading heading, List<Step> steps) {
        this.heading = heading;
        this.steps = List.copyOf(steps);
    }

    /**
     * The first line.
     *
     * @param own the agency whose system is tested
     * @param agencies those around it
     * @param pace how fast they report, in milliseconds
     * @param mode whether they refuse what has errors, as they do if it does not say, or take it
     * @param seed of faults that strike with a probability
     */
    record Heading(
            String format, int version, String own, List<String> agencies, long pace, Optional<Mode> mode, long seed) {
        static Heading of(Workbench.Setting setting) {
            return new Heading(
                    FORMAT,
                    VERSION,
                    setting.own(),
                    setting.others(),
                    setting.pace().toMillis(),
                    Optional.of(setting.mode()),
                    setting.seed());
        }
    }

    /**
     * Any other line: an action of the tester or a message that came.
     *
     * @param after milliseconds since the session began
     * @param action what the tester did
     * @param with how, as it is posted over HTTP
     * @param documents the ids of what was sent by it
     * @param came a message that reached an agency
     * @param refused what the exchange said instead of doing the last action
     */
    record Step(
            long after,
            Optional<String> action,
            Optional<JsonNode> with,
            Optional<List<String>> documents,
            Optional<Message> came,
            Optional<String> refused) {
        static Step done(long after, Action action, List<String> documents) {
            return new Step(
                    after,
                    Optional.of(action.word()),
                    Optional.of(JSON.valueToTree(action)),
                    Optional.of(documents),
                    Optional.empty(),
                    Optional.empty());
        }

        static Step came(long after, Entry entry) {
            return new Step(
                    after,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Message.of(entry)),
                    Optional.empty());
        }

        static Step refused(long after, String why) {
            return new Step(
                    after, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(why));
        }

        private boolean isOneThing() {
            return Stream.of(action, came, refused).filter(Optional::isPresent).count() == 1;
        }

        /** The action, if it is one. */
        Optional<Action> read() {
            return action.map(word -> Action.read(word, with.orElseGet(JSON::createObjectNode)));
        }
    }

    /** A message as {@link Entry} has it, without what belongs to one run only. */
    record Message(
            String at,
            String from,
            String kind,
            String document,
            String what,
            String reference,
            String subject,
            int attempt,
            List<String> findings,
            List<String> attachments) {
        /** A message of a file has to say at least this much. */
        Message {
            if (at == null || from == null || document == null || what == null) {
                throw new IllegalArgumentException("a message says at, from, document and what");
            }
            reference = Objects.requireNonNullElse(reference, "");
            subject = Objects.requireNonNullElse(subject, "");
            findings = List.copyOf(Objects.requireNonNullElse(findings, List.of()));
            attachments = List.copyOf(Objects.requireNonNullElse(attachments, List.of()));
        }

        /** Whether it is the first hand-over: another one says nothing of its sender. */
        boolean isFirst() {
            return attempt <= 1;
        }

        static Message of(Entry entry) {
            return new Message(
                    entry.at(),
                    entry.from(),
                    entry.kind(),
                    entry.document(),
                    entry.what(),
                    entry.reference(),
                    entry.subject(),
                    entry.attempt(),
                    entry.findings().stream().map(Entry.FindingView::code).toList(),
                    entry.attachments().stream().map(file -> file.name()).toList());
        }
    }

    /**
     * Reads a session.
     *
     * @throws IllegalArgumentException if it is none, with the line that is wrong
     */
    public static Session read(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        Heading heading = lines.isEmpty() ? null : line(lines.get(0), 1, Heading.class);
        if (heading == null
                || !FORMAT.equals(heading.format())
                || heading.own() == null
                || heading.agencies() == null) {
            throw new IllegalArgumentException("this is not a recorded session: the first line of one says " + FORMAT);
        }
        if (heading.version() != VERSION) {
            throw new IllegalArgumentException("a session of version " + heading.version()
                    + " cannot be read; this program reads version " + VERSION);
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            steps.add(step(lines.get(i), i + 1));
        }
        return new Session(heading, steps);
    }

    private static Step step(String text, int number) {
        Step step = line(text, number, Step.class);
        try {
            if (step == null) {
                throw new IllegalArgumentException("it says nothing");
            }
            step.read();
            if (!step.isOneThing()) {
                throw new IllegalArgumentException("it is neither an action nor a message nor a refusal");
            }
        } catch (IllegalArgumentException e) {
            throw wrong(number, String.valueOf(e.getMessage()), e);
        } catch (JacksonException e) {
            throw wrong(number, e.getOriginalMessage(), e);
        }
        return step;
    }

    private static <T> T line(String text, int number, Class<T> kind) {
        try {
            return JSON.readValue(text, kind);
        } catch (JacksonException e) {
            throw wrong(number, e.getOriginalMessage(), e);
        }
    }

    private static IllegalArgumentException wrong(int line, String why, Exception cause) {
        return new IllegalArgumentException("line " + line + " of the session: " + why, cause);
    }

    Heading heading() {
        return heading;
    }

    List<Step> steps() {
        return steps;
    }

    /** The agency whose system was tested. */
    public String own() {
        return heading.own();
    }

    /** How the exchange has to be set up for it to be done again. */
    public Workbench.Setting setting() {
        return new Workbench.Setting(
                heading.own(),
                heading.agencies(),
                Duration.ofMillis(heading.pace()),
                heading.mode().orElse(Mode.STRICT),
                heading.seed());
    }

    /** How much the tester did. */
    public int actions() {
        return (int) steps.stream().filter(step -> step.action().isPresent()).count();
    }

    /** How many of them the exchange refused. */
    int refusals() {
        return (int) steps.stream().filter(step -> step.refused().isPresent()).count();
    }

    /** How much came from the system under test. */
    public int messages() {
        return (int) steps.stream()
                .flatMap(step -> step.came().stream())
                .filter(message -> message.from().equals(heading.own()))
                .count();
    }
}
