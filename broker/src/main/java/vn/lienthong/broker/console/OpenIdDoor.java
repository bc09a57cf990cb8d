// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.broker.openid.OpenIdException;
import vn.lienthong.broker.openid.OpenIdSignIn;
import vn.lienthong.broker.openid.PendingSignIn;

/**
 * Lets people in who sign in at a provider. Who is under way is in memory, by a cookie of their browser, and comes back once and
 * within {@value #LONGEST_MINUTES} minutes. Thread-safe.
 */
final class OpenIdDoor {
    /** Where signing in at the provider begins. */
    static final String BEGIN = "/sign-in/openid";

    /** Where the provider sends browsers back to. */
    static final String RETURN = "/sign-in/openid/return";

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdDoor.class);
    private static final int LONGEST_MINUTES = 10;
    private static final Duration LONGEST = Duration.ofMinutes(LONGEST_MINUTES);
    private static final int MOST = 10_000;

    private final OpenIdSignIn signIn;
    private final Gatekeeper gatekeeper;
    private final Clock clock;
    private final Map<String, UnderWay> underWay = new LinkedHashMap<>();

    /** Somebody at the provider, and where they wanted to go. */
    private record UnderWay(PendingSignIn pending, String next, Instant begun) {}

    /** The page after it, from which the browser goes on by itself. */
    record SignedInView(Texts texts, String next) {
        String t(String key) {
            return texts.text(key);
        }
    }

    OpenIdDoor(OpenIdSignIn signIn, Gatekeeper gatekeeper, Clock clock) {
        this.signIn = signIn;
        this.gatekeeper = gatekeeper;
        this.clock = clock;
    }

    void route(RoutesConfig routes) {
        routes.get(BEGIN, this::begin);
        routes.get(RETURN, this::comeBack);
    }

    private void begin(Context context) {
        context.header("Cache-Control", "no-store");
        try {
            PendingSignIn pending = signIn.begin();
            String id = Sessions.secret();
            String next = Gatekeeper.pathHere(
                    Optional.ofNullable(context.queryParam("next")).orElse("/"));
            put(id, new UnderWay(pending, next, clock.instant()));
            gatekeeper.cookies().leave(context, id);
            context.redirect(pending.address().toString(), HttpStatus.SEE_OTHER);
        } catch (OpenIdException e) {
            refuse(context, e);
        }
    }

    /** Whoever begins and never comes back makes place for others. */
    private void put(String id, UnderWay one) {
        synchronized (underWay) {
            underWay.put(id, one);
            if (underWay.size() > MOST) {
                underWay.remove(underWay.keySet().iterator().next());
            }
        }
    }

    private Optional<UnderWay> take(String id) {
        synchronized (underWay) {
            return Optional.ofNullable(underWay.remove(id))
                    .filter(one -> clock.instant().isBefore(one.begun().plus(LONGEST)));
        }
    }

    private void comeBack(Context context) {
        context.header("Cache-Control", "no-store");
        Optional<UnderWay> begun = take(gatekeeper.cookies().left(context));
        gatekeeper.cookies().forget(context);
        if (begun.isEmpty()) {
            context.status(HttpStatus.FORBIDDEN);
            gatekeeper.showSignIn(context, Visit.texts(context).text("sign-in.openid.OVER"));
            return;
        }
        try {
            Operator operator = signIn.finish(begun.get().pending(), context.queryParamMap(), context.ip());
            gatekeeper.admit(context, operator);
            // A redirect would still count as coming from the provider, and the browser would not show the new cookie.
            context.html(gatekeeper.render(
                    "signed-in",
                    new SignedInView(Visit.texts(context), begun.get().next())));
        } catch (OpenIdException e) {
            refuse(context, e);
        }
    }

    private void refuse(Context context, OpenIdException why) {
        LOG.atWarn()
                .setCause(why)
                .addKeyValue("reason", why.reason())
                .addKeyValue("from", context.ip())
                .log("nobody came in from the sign-in provider");
        context.status(
                why.reason() == OpenIdException.Reason.UNREACHABLE
                        ? HttpStatus.SERVICE_UNAVAILABLE
                        : HttpStatus.FORBIDDEN);
        gatekeeper.showSignIn(
                context, Visit.texts(context).text("sign-in.openid." + why.reason(), String.valueOf(why.getMessage())));
    }
}
