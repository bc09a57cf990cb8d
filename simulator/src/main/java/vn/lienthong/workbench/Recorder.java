// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.ObjectMapper;
import vn.lienthong.protocol.json.ExchangeJson;

/**
 * Keeps the sessions of a run: the one that is going on, those before it, and those a tester brought along. Each line is clean
 * of secrets before it is kept. Thread-safe.
 */
final class Recorder {
    static final String RECORDED = "recorded";
    static final String REPLAY = "replay";
    static final String FILE = "file";

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final ObjectMapper JSON = ExchangeJson.mapper();
    private static final int MOST_SESSIONS = 100;
    private static final int MOST_LINES = 20_000;

    private final Session.Heading heading;
    private final Scrubbing scrubbing;
    private final List<Kept> all = new ArrayList<>();
    private Optional<Path> file = Optional.empty();
    private int current;
    private int filed;
    private long begun;

    /** The lines of a session, and how many of them are what. */
    private static final class Kept {
        private final String origin;
        private final List<String> lines = new ArrayList<>();
        private int actions;
        private int messages;

        Kept(String origin) {
            this.origin = origin;
        }

        Kept(String origin, List<String> lines, Session session) {
            this(origin);
            this.lines.addAll(lines);
            actions = session.actions();
            messages = session.messages();
        }

        View view(int number, boolean current) {
            return new View(number, origin, actions, messages, current);
        }

        String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    /**
     * For programs and the page.
     *
     * @param origin {@code recorded}, {@code replay} or {@code file}
     */
    record View(int number, String origin, int actions, int messages, boolean current) {}

    Recorder(Session.Heading heading, Scrubbing scrubbing) {
        this.heading = heading;
        this.scrubbing = scrubbing;
        begin(RECORDED);
    }

    /** Also writes what is recorded to a file; later sessions stand beside it, with their numbers. */
    synchronized void writeTo(Path where) throws IOException {
        Files.writeString(where, kept(current).text());
        file = Optional.of(where);
        filed = current;
    }

    /** Ends the session that is going on and begins another; its number. */
    synchronized int begin(String origin) {
        current = keep(new Kept(origin));
        begun = System.nanoTime();
        line(heading);
        return current;
    }

    /** Keeps a session that was recorded elsewhere; its number. */
    synchronized int bring(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return keep(new Kept(FILE, lines, Session.read(text)));
    }

    private int keep(Kept one) {
        if (all.size() == MOST_SESSIONS) {
            throw new IllegalArgumentException("there are " + MOST_SESSIONS + " sessions already; no more are kept");
        }
        all.add(one);
        return all.size();
    }

    synchronized void did(Action action, List<String> documents) {
        if (line(Session.Step.done(elapsed(), action, documents))) {
            kept(current).actions++;
        }
    }

    synchronized void refused(String why) {
        line(Session.Step.refused(elapsed(), why));
    }

    synchronized void came(Entry entry) {
        if (line(Session.Step.came(elapsed(), entry)) && entry.from().equals(heading.own())) {
            kept(current).messages++;
        }
    }

    /** The text of a session, of the one that is going on if no number is given. */
    synchronized String text(Optional<Integer> number) {
        return kept(number.orElse(current)).text();
    }

    Session session(int number) {
        return Session.read(text(Optional.of(number)));
    }

    synchronized List<View> views() {
        List<View> views = new ArrayList<>();
        for (Kept one : all) {
            int number = views.size() + 1;
            views.add(one.view(number, number == current));
        }
        return views;
    }

    private Kept kept(int number) {
        if (number < 1 || number > all.size()) {
            throw new IllegalArgumentException("no session has the number " + number);
        }
        return all.get(number - 1);
    }

    private long elapsed() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    /** Adds a line to the session that is going on, if there is room. */
    private boolean line(Object value) {
        List<String> lines = kept(current).lines;
        if (lines.size() >= MOST_LINES) {
            return false;
        }
        String line = scrubbing.of(JSON.valueToTree(value)).toString();
        lines.add(line);
        file.ifPresent(where -> append(place(where), line, lines.size() == 1));
        return true;
    }

    /** The first session is in the file that was named, the third of a run in {@code name-3}. */
    private Path place(Path where) {
        String name = String.valueOf(where.getFileName());
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        return current == filed
                ? where
                : where.resolveSibling(name.substring(0, dot) + "-" + current + name.substring(dot));
    }

    private void append(Path where, String line, boolean first) {
        try {
            Files.writeString(
                    where,
                    line + "\n",
                    StandardOpenOption.CREATE,
                    first ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
        } catch (IOException e) { // the test goes on, and the session can be had from the page
            file = Optional.empty();
            LOG.atError()
                    .addKeyValue("file", where)
                    .addKeyValue("reason", e.toString())
                    .log("the session is not written to its file any more");
        }
    }
}
