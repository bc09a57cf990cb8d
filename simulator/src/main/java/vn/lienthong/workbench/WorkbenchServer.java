// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.config.Settings;

/** Serves a workbench on loopback: a page, and an interface for programs that {@code /openapi.json} describes. */
public final class WorkbenchServer implements AutoCloseable {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String UTF_8 = "; charset=utf-8";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Workbench bench;
    private final JsonMapper json = new JsonMapper();
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
        config.routes.before(this::guard);
        config.routes.get("/", context -> asset(context, "page.html", ContentType.TEXT_HTML));
        config.routes.get("/workbench.js", context -> asset(context, "workbench.js", ContentType.TEXT_JS));
        config.routes.get(
                "/console.css",
                context -> asset(context, "/vn/lienthong/broker/console/assets/console.css", ContentType.TEXT_CSS));
        config.routes.get("/openapi.json", context -> asset(context, "openapi.json", ContentType.APPLICATION_JSON));
        config.routes.get("/api/about", context -> answer(context, bench.about()));
        config.routes.get(
                "/api/messages", context -> answer(context, bench.log().since(number(context, "since"))));
        config.routes.get("/api/messages/{number}/file", this::file);
        config.routes.get("/api/await", this::await);
        config.routes.get("/api/documents", this::track);
        config.routes.post("/api/send", context -> answer(context, bench.send(body(context, Workbench.Sending.class))));
        config.routes.post("/api/reactions", this::react);
        config.routes.get("/api/faults", context -> answer(context, bench.strikes()));
        config.routes.post("/api/faults", context -> {
            bench.add(body(context, Workbench.FaultOrder.class));
            answer(context, bench.strikes());
        });
        config.routes.delete("/api/faults", context -> {
            bench.noFaults();
            answer(context, bench.strikes());
        });
        config.routes.post("/api/clock", context -> answer(context, bench.clock(words(context, "clock"))));
        config.routes.post("/api/line", context -> {
            bench.line(words(context, "line"));
            answer(context, bench.about());
        });
        config.routes.post("/api/restart", context -> {
            bench.restart();
            answer(context, bench.about());
        });
        tellProblems(config);
    }

    private void tellProblems(JavalinConfig config) {
        config.routes.exception(
                IllegalArgumentException.class, (e, context) -> problem(context, String.valueOf(e.getMessage())));
        config.routes.exception(JacksonException.class, (e, context) -> problem(context, e.getOriginalMessage()));
        config.routes.exception(
                ExchangeException.class, (e, context) -> problem(context, String.valueOf(e.getMessage())));
    }

    /** Pages of elsewhere can neither read it nor make it do anything: it answers to its own name only, and only JSON changes it. */
    private void guard(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        String host = Optional.ofNullable(context.header("Host")).orElse("").replaceAll(":\\d+$", "");
        boolean named = host.equals("localhost") || host.equals("127.0.0.1");
        boolean reading = context.method().name().equals("GET");
        boolean jsonOnly = Optional.ofNullable(context.contentType()).orElse("").startsWith("application/json");
        if (!named || !(reading || jsonOnly)) {
            context.status(HttpStatus.FORBIDDEN).result("{\"problem\":\"localhost and application/json only\"}");
            context.skipRemainingHandlers();
        }
    }

    private void await(Context context) throws InterruptedException {
        Duration patience = Settings.parseDuration(
                        Optional.ofNullable(context.queryParam("timeout")).orElse("30s"))
                .filter(wanted -> wanted.compareTo(LONGEST_WAIT) <= 0)
                .orElseThrow(() -> new IllegalArgumentException("timeout is a time such as 30s, up to 5m"));
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
                number(context, "since"),
                asked(context, "at"),
                asked(context, "from"),
                asked(context, "document"),
                asked(context, "number"),
                asked(context, "what"));
    }

    private void file(Context context) {
        String text = bench.log()
                .file(Integer.parseInt(context.pathParam("number")))
                .orElseThrow(() -> new IllegalArgumentException("no document has this number in the log"));
        context.contentType("text/plain" + UTF_8).result(text.getBytes(StandardCharsets.UTF_8));
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

    private void react(Context context) {
        Reacting order = body(context, Reacting.class);
        bench.react(order.agency(), order.reaction());
        answer(context, order);
    }

    /** How an agency reacts to its next document. */
    private record Reacting(String agency, String reaction) {}

    private String words(Context context, String name) {
        return json.readTree(context.bodyAsBytes()).path(name).asString("");
    }

    private <T> T body(Context context, Class<T> kind) {
        return json.readValue(context.bodyAsBytes(), kind);
    }

    private void answer(Context context, Object value) {
        context.contentType(ContentType.APPLICATION_JSON.getMimeType() + UTF_8).result(json.writeValueAsBytes(value));
    }

    private void problem(Context context, String what) {
        context.status(HttpStatus.BAD_REQUEST);
        answer(context, Map.of("problem", what));
    }

    private static Optional<String> asked(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
    }

    private static int number(Context context, String name) {
        String value = asked(context, name).orElse("0");
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
