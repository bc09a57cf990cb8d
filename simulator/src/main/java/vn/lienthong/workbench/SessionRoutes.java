// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Sessions over HTTP: to have, to bring, to replay, to compare. */
final class SessionRoutes {
    private static final String LINES = "application/jsonl; charset=utf-8";

    private final Workbench bench;

    SessionRoutes(Workbench bench) {
        this.bench = bench;
    }

    /** A session by its number. */
    private record Numbered(int number) {}

    void add(JavalinConfig config) {
        config.routes.get("/api/session", this::text);
        config.routes.post(
                "/api/session", context -> WorkbenchServer.answer(context, new Numbered(bench.newSession())));
        config.routes.get(
                "/api/sessions",
                context -> WorkbenchServer.answer(context, bench.recorder().views()));
        config.routes.post(
                "/api/sessions",
                context -> WorkbenchServer.answer(
                        context, new Numbered(bench.recorder().bring(body(context)))));
        config.routes.get("/api/replay", this::progress);
        config.routes.post("/api/replay", this::replay);
        config.routes.get(
                "/api/compare",
                context -> WorkbenchServer.answer(
                        context,
                        Compared.of(SessionComparison.of(session(context, "first"), session(context, "second")))));
    }

    /** For programs and the page. */
    private record Compared(boolean equal, SessionComparison comparison) {
        static Compared of(SessionComparison comparison) {
            return new Compared(comparison.isEqual(), comparison);
        }
    }

    private void text(Context context) {
        String text = bench.recorder().text(number(context, "number"));
        context.header("Content-Disposition", "attachment; filename=\"session.jsonl\"");
        context.contentType(LINES).result(text.getBytes(StandardCharsets.UTF_8));
    }

    private void replay(Context context) {
        Session session = body(context).isBlank() || body(context).strip().equals("{}")
                ? session(context, "number")
                : Session.read(body(context));
        double speed = WorkbenchServer.asked(context, "speed").map(Desk::speed).orElse(1.0);
        Duration patience = WorkbenchServer.time(context, "patience").orElse(Replay.Order.STANDARD.patience());
        WorkbenchServer.answer(
                context,
                bench.replay(session, new Replay.Order(speed, patience)).progress());
    }

    private void progress(Context context) throws InterruptedException {
        Optional<Duration> patience = WorkbenchServer.time(context, "timeout");
        Replay replay = bench.replay();
        Replay.Progress progress = replay.await(patience.orElse(Duration.ZERO));
        if (progress.result().isEmpty() && replay.isOver()) {
            throw new IllegalArgumentException("the replay was ended before its time");
        }
        if (patience.isPresent() && progress.result().isEmpty()) {
            context.status(HttpStatus.REQUEST_TIMEOUT);
            WorkbenchServer.answer(context, Map.of("problem", "the replay is not over yet"));
        } else {
            WorkbenchServer.answer(context, progress);
        }
    }

    private Session session(Context context, String name) {
        return bench.recorder()
                .session(number(context, name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                name + " is missing: the number of a session, see /api/sessions")));
    }

    private static Optional<Integer> number(Context context, String name) {
        return WorkbenchServer.asked(context, name).map(text -> WorkbenchServer.number(context, name, 0));
    }

    private static String body(Context context) {
        return new String(context.bodyAsBytes(), StandardCharsets.UTF_8);
    }
}
