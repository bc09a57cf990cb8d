// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.config.Settings;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.words.Words;

/** Serves a workbench on loopback: a page, and an interface for programs that {@code /openapi.json} describes. */
public final class WorkbenchServer implements AutoCloseable {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String UTF_8 = "; charset=utf-8";
    private static final long LARGEST_BODY = 32 << 20; // a session as long as they get
    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Workbench bench;
    private final Javalin server;

    /**
     * Listens.
     *
     * @param port 0 for a free one
     */
    public WorkbenchServer(Workbench bench, int port) {
        this.bench = bench;
        server = Javalin.create(this::configure).start("127.0.0.1", port);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = LARGEST_BODY;
        config.routes.before(this::guard);
        config.routes.get("/", context -> asset(context, "page.html", ContentType.TEXT_HTML));
        for (String script : List.of("words.js", "workbench.js", "message.js", "sessions.js")) {
            config.routes.get("/" + script, context -> asset(context, script, ContentType.TEXT_JS));
        }
        config.routes.get("/workbench.css", context -> asset(context, "workbench.css", ContentType.TEXT_CSS));
        config.routes.get(
                "/console.css",
                context -> asset(context, "/vn/lienthong/broker/console/assets/console.css", ContentType.TEXT_CSS));
        config.routes.get("/openapi.json", context -> asset(context, "openapi.json", ContentType.APPLICATION_JSON));
        look(config);
        act(config);
        new MessageRoutes(bench).add(config);
        new SessionRoutes(bench).add(config);
        tellProblems(config);
    }

    private void look(JavalinConfig config) {
        config.routes.get("/api/about", context -> answer(context, bench.about()));
        config.routes.get("/api/await", this::await);
        config.routes.get("/api/documents", this::track);
        config.routes.get("/api/sent", context -> answer(context, bench.sent().since(number(context, "since", 0))));
        config.routes.get("/api/faults", context -> answer(context, bench.strikes()));
        config.routes.get("/api/faults/standing", context -> answer(context, bench.standingFaults()));
        config.routes.get(
                "/api/expectations",
                context -> answer(
                        context,
                        bench.expectations().settled(time(context, "timeout").orElse(Duration.ZERO))));
    }

    private void act(JavalinConfig config) {
        config.routes.post("/api/send", context -> answer(context, perform(context, Action.Send.class)));
        config.routes.post("/api/report", context -> answer(context, done(context, Action.Report.class)));
        config.routes.post("/api/again", context -> answer(context, perform(context, Action.Again.class)));
        config.routes.post("/api/reactions", context -> answer(context, done(context, Action.React.class)));
        config.routes.post("/api/faults", context -> {
            perform(context, Action.SetFault.class);
            answer(context, bench.strikes());
        });
        config.routes.delete("/api/faults", context -> {
            bench.perform(new Action.EndFaults());
            answer(context, bench.strikes());
        });
        config.routes.post("/api/clock", context -> {
            perform(context, Action.SetClock.class);
            answer(context, bench.time());
        });
        config.routes.post("/api/line", context -> {
            perform(context, Action.SetLine.class);
            answer(context, bench.about());
        });
        config.routes.post("/api/restart", context -> {
            bench.perform(new Action.Restart());
            answer(context, bench.about());
        });
        config.routes.post("/api/expect", context -> {
            perform(context, Action.Expect.class);
            answer(context, bench.expectations().views());
        });
        config.routes.post("/api/copies", context -> {
            Copied order = body(context, Copied.class);
            answer(context, copies(bench, context).of(Action.read(order.action(), order.with())));
        });
    }

    /** What is to be copied: an action as it stands in a session. */
    private record Copied(String action, JsonNode with) {}

    private List<String> perform(Context context, Class<? extends Action> kind) {
        return bench.perform(body(context, kind));
    }

    private Action done(Context context, Class<? extends Action> kind) {
        Action order = body(context, kind);
        bench.perform(order);
        return order;
    }

    static Copies copies(Workbench bench, Context context) {
        return new Copies(bench, "http://" + context.host());
    }

    private void tellProblems(JavalinConfig config) {
        config.routes.exception(NotPossibleException.class, (e, context) -> problem(context, e.words()));
        config.routes.exception(
                IllegalArgumentException.class, (e, context) -> problem(context, String.valueOf(e.getMessage())));
        config.routes.exception(JacksonException.class, (e, context) -> problem(context, e.getOriginalMessage()));
        config.routes.exception(ExchangeException.class, (e, context) -> problem(context, Words.of(e.problems())));
        config.routes.exception(InterruptedException.class, (e, context) -> {
            Thread.currentThread().interrupt();
            problem(context, "the workbench is being closed");
        });
    }

    /** Pages of elsewhere can neither read it nor make it do anything: it answers to its own name only, and only JSON changes it. */
    private void guard(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        String host = Optional.ofNullable(context.header("Host")).orElse("").replaceAll(":\\d+$", "");
        boolean named = host.equals("localhost") || host.equals("127.0.0.1");
        boolean reading = context.method().name().equals("GET");
        String type = Optional.ofNullable(context.contentType()).orElse("");
        boolean jsonOnly = type.startsWith("application/json"); // JSON lines as well
        if (!named || !(reading || jsonOnly)) {
            context.status(HttpStatus.FORBIDDEN).result("{\"problem\":\"localhost and application/json only\"}");
            context.skipRemainingHandlers();
        }
    }

    /** How long to wait, if it is said. */
    static Optional<Duration> time(Context context, String name) {
        return asked(context, name).map(text -> Settings.parseDuration(text)
                .filter(wanted -> wanted.compareTo(LONGEST_WAIT) <= 0)
                .orElseThrow(() -> new IllegalArgumentException(name + " is a time such as 30s, up to 5m")));
    }

    private void await(Context context) throws InterruptedException {
        Duration patience = time(context, "timeout").orElse(USUAL_WAIT);
        Optional<Entry> found = bench.log().await(wanted(context), patience);
        if (found.isPresent()) {
            answer(context, found.get());
        } else {
            context.status(HttpStatus.REQUEST_TIMEOUT);
            answer(context, Map.of("problem", "nothing of the kind came within " + patience.toSeconds() + " s"));
        }
    }

    private static Entry.Wanted wanted(Context context) {
        return new Entry.Wanted(
                number(context, "since", 0),
                asked(context, "at"),
                asked(context, "from"),
                asked(context, "document"),
                asked(context, "number"),
                asked(context, "what"));
    }

    private void track(Context context) {
        String agency = asked(context, "from").orElseThrow(() -> new IllegalArgumentException("from is missing"));
        String document =
                asked(context, "document").orElseThrow(() -> new IllegalArgumentException("document is missing"));
        answer(
                context,
                bench.track(agency, document)
                        .orElseThrow(() -> new IllegalArgumentException("the exchange knows no such document")));
    }

    private static <T> T body(Context context, Class<T> kind) {
        T read = Action.READER.forType(kind).readValue(context.bodyAsBytes());
        if (read == null) {
            throw new IllegalArgumentException("the request says nothing");
        }
        return read;
    }

    static void answer(Context context, Object value) {
        context.contentType(ContentType.APPLICATION_JSON.getMimeType() + UTF_8)
                .result(ExchangeJson.mapper().writeValueAsBytes(value));
    }

    private static void problem(Context context, String what) {
        context.status(HttpStatus.BAD_REQUEST);
        answer(context, Map.of("problem", what));
    }

    private static void problem(Context context, Words what) {
        context.status(HttpStatus.BAD_REQUEST);
        answer(context, Map.of("problem", what.english(), "vi", what.vietnamese()));
    }

    static Optional<String> asked(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
    }

    static int number(Context context, String name, int absent) {
        return asked(context, name).map(value -> number(name, value)).orElse(absent);
    }

    static int number(String name, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(name + " is a number, not " + value);
        }
        return Integer.parseInt(value);
    }

    private static void asset(Context context, String name, ContentType type) throws IOException {
        try (InputStream in = WorkbenchServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not in the jar");
            }
            context.contentType(type.getMimeType() + UTF_8).result(in.readAllBytes());
        }
    }
}
