// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import vn.lienthong.broker.administration.Lookout;
import vn.lienthong.broker.disk.DiskState;

/** What machines ask: is it alive, does it take documents, what are its figures. */
final class Probes {
    private final Lookout lookout;
    private final Optional<String> token;

    Probes(Lookout lookout, Optional<String> token) {
        this.lookout = lookout;
        this.token = token;
    }

    /** Whether it should be left running: it looks at itself. */
    void live(Context context) {
        boolean looks = lookout.monitoring().isLooking();
        answer(context, looks, looks ? "live" : "hangs");
    }

    /** Whether it takes documents: it is alive, and there is room on the disk. The ledger may be away, which holds up nobody. */
    void ready(Context context) {
        boolean looks = lookout.monitoring().isLooking();
        boolean hasRoom = lookout.monitoring().now().disk().state() != DiskState.FULL;
        answer(context, looks && hasRoom, !looks ? "hangs" : hasRoom ? "ready" : "disk full");
    }

    private static void answer(Context context, boolean good, String word) {
        context.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType("text/plain")
                .result(word + "\n");
    }

    /** The figures for Prometheus. */
    void metrics(Context context) {
        if (mayRead(context)) {
            context.contentType("text/plain; version=0.0.4; charset=utf-8")
                    .result(lookout.monitoring().meters().scrape());
        } else {
            context.status(HttpStatus.UNAUTHORIZED)
                    .header("WWW-Authenticate", "Bearer")
                    .contentType("text/plain")
                    .result("a token is needed\n");
        }
    }

    private boolean mayRead(Context context) {
        if (token.isEmpty()) {
            return Console.isThisMachine(context.ip());
        }
        String shown = Optional.ofNullable(context.header("Authorization")).orElse("");
        return MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.UTF_8), ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8));
    }
}
