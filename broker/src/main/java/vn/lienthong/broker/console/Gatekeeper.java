// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import gg.jte.TemplateEngine;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.broker.access.User;
import vn.lienthong.broker.access.Users;
import vn.lienthong.broker.administration.OperatorDesk;

/**
 * Lets in who is signed in, and nobody else: looks at every request before anything else does. A user who was removed or changed
 * is another one at the next request.
 */
final class Gatekeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);
    private static final String SIGN_IN = "/sign-in";

    /** Where open pages listen. */
    static final String LIVE = "/live";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Users users;
    private final Sessions sessions;
    private final SignInTries tries;
    private final Cookies cookies;
    private final Visit.Office office;
    private final boolean openId;

    /** The page on which people sign in. */
    record SignInView(Texts texts, String next, String problem, boolean openId) {
        String t(String key) {
            return texts.text(key);
        }
    }

    /** How people sign in: users, over TLS or not, and whether there is a provider as well. */
    record Ways(Users users, boolean secure, boolean openId) {}

    Gatekeeper(Ways ways, OperatorDesk desk, TemplateEngine templates, Clock clock) {
        this.users = ways.users();
        this.openId = ways.openId();
        this.sessions = new Sessions(clock);
        this.tries = new SignInTries(clock);
        this.cookies = new Cookies(ways.secure());
        this.office = new Visit.Office(desk, templates);
    }

    /** Before every request. */
    void look(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "same-origin");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        if (isForAll(context.path())) {
            return;
        }
        context.header("Cache-Control", "no-store");
        Optional<Session> session =
                isByItself(context) ? sessions.look(cookies.session(context)) : sessions.find(cookies.session(context));
        Optional<Operator> operator = session.flatMap(this::operator);
        if (operator.isEmpty()) {
            sendToSignIn(context);
        } else if (isChange(context) && !isFromHere(context, session.get())) {
            context.status(HttpStatus.FORBIDDEN).result("this form is not from here");
            context.skipRemainingHandlers();
        } else {
            new Visit(context, session.get(), operator.get(), office).note();
        }
    }

    /** Whether an open page asks by itself, with nobody there perhaps. */
    private static boolean isByItself(Context context) {
        return context.header("HX-Request") != null || context.path().equals(LIVE);
    }

    private static boolean isForAll(String path) {
        return path.equals(SIGN_IN)
                || path.equals(OpenIdDoor.BEGIN)
                || path.equals(OpenIdDoor.RETURN)
                || path.startsWith("/assets/")
                || path.startsWith("/health/")
                || path.equals("/metrics");
    }

    private Optional<Operator> operator(Session session) {
        return session.external().or(() -> user(session));
    }

    private Optional<Operator> user(Session session) {
        return users.find(session.user())
                .filter(user -> !user.changed().isAfter(session.begun()))
                .map(user -> new Operator(user.name(), user.role(), user.scope(), session.origin()));
    }

    private static void sendToSignIn(Context context) {
        if (context.header("HX-Request") != null || isChange(context)) {
            context.status(HttpStatus.UNAUTHORIZED)
                    .header("HX-Redirect", SIGN_IN)
                    .result("sign in");
        } else {
            String asked =
                    context.queryString() == null ? context.path() : context.path() + "?" + context.queryString();
            context.redirect(
                    asked.equals("/") ? SIGN_IN : SIGN_IN + "?next=" + URLEncoder.encode(asked, StandardCharsets.UTF_8),
                    HttpStatus.SEE_OTHER);
        }
        context.skipRemainingHandlers();
    }

    private static boolean isChange(Context context) {
        String method = context.method().name();
        return !method.equals("GET") && !method.equals("HEAD");
    }

    private static boolean isFromHere(Context context, Session session) {
        String shown = Optional.ofNullable(context.formParam("token")).orElse("");
        return isOwnOrigin(context)
                && MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8), session.token().getBytes(StandardCharsets.UTF_8));
    }

    /** A browser says where a form was; if it says so, it must be here. */
    private static boolean isOwnOrigin(Context context) {
        String origin = context.header("Origin");
        return origin == null || origin.replaceFirst("^https?://", "").equals(context.header("Host"));
    }

    /** The page on which people sign in. */
    void askToSignIn(Context context) {
        Optional<String> language =
                Optional.ofNullable(context.queryParam("lang")).filter(Gatekeeper::isLanguage);
        language.ifPresent(chosen -> cookies.prefer(context, Cookies.LANGUAGE, chosen));
        showSignIn(context, language.map(Texts::of).orElseGet(() -> Visit.texts(context)), "");
    }

    void showSignIn(Context context, String problem) {
        showSignIn(context, Visit.texts(context), problem);
    }

    private void showSignIn(Context context, Texts texts, String problem) {
        String next = Optional.ofNullable(context.queryParam("next"))
                .or(() -> Optional.ofNullable(context.formParam("next")))
                .orElse("/");
        context.html(Visit.render(office.templates(), "sign-in", new SignInView(texts, next, problem, openId)));
    }

    /** Somebody signs in. */
    void signIn(Context context) {
        String name = Optional.ofNullable(context.formParam("user")).orElse("").strip();
        String password = Optional.ofNullable(context.formParam("password")).orElse("");
        Texts texts = Visit.texts(context);
        if (!isOwnOrigin(context)) {
            context.status(HttpStatus.FORBIDDEN).result("this form is not from here");
        } else if (tries.mustWait(name, context.ip())) {
            LOG.atWarn()
                    .addKeyValue("user", safe(name))
                    .addKeyValue("from", context.ip())
                    .log("too many sign-ins");
            context.status(HttpStatus.TOO_MANY_REQUESTS);
            showSignIn(context, texts.text("sign-in.wait"));
        } else {
            Optional<User> user = users.signIn(name, password);
            if (user.isPresent()) {
                begin(context, user.get());
            } else {
                tries.note(name, context.ip());
                office.desk().noteRejected(safe(name), context.ip());
                LOG.atWarn()
                        .addKeyValue("user", safe(name))
                        .addKeyValue("from", context.ip())
                        .log("sign-in failed");
                context.status(HttpStatus.FORBIDDEN);
                showSignIn(context, texts.text("sign-in.wrong"));
            }
        }
    }

    private void begin(Context context, User user) {
        tries.forgive(user.name());
        Operator operator = new Operator(user.name(), user.role(), user.scope(), context.ip());
        enter(context, operator, sessions::begin);
        String next = Optional.ofNullable(context.formParam("next")).orElse("/");
        context.redirect(pathHere(next), HttpStatus.SEE_OTHER);
    }

    /** Lets in somebody who has signed in at the provider. */
    void admit(Context context, Operator operator) {
        enter(context, operator, sessions::beginExternal);
    }

    private void enter(Context context, Operator operator, Function<Operator, Session> begin) {
        office.desk().note(operator, OperatorDesk.SIGN_IN);
        sessions.find(cookies.session(context)).ifPresent(sessions::end);
        cookies.begin(context, begin.apply(operator));
        LOG.atInfo()
                .addKeyValue("user", operator.name())
                .addKeyValue("from", context.ip())
                .log("signed in");
    }

    /** A path of the console, and never one that leads elsewhere. */
    static String pathHere(String path) {
        return Visit.isOwn(path) ? path : "/";
    }

    Cookies cookies() {
        return cookies;
    }

    String render(String template, Object view) {
        return Visit.render(office.templates(), template, view);
    }

    /** Somebody leaves. */
    void signOut(Context context) {
        Visit visit = Visit.of(context);
        sessions.end(visit.session());
        office.desk().note(visit.operator(), OperatorDesk.SIGN_OUT);
        cookies.end(context);
        context.redirect(SIGN_IN, HttpStatus.SEE_OTHER);
    }

    /** Somebody wants to see pages another way. */
    void prefer(Context context) {
        Visit visit = Visit.of(context);
        visit.given("lang")
                .filter(Gatekeeper::isLanguage)
                .ifPresent(value -> cookies.prefer(context, Cookies.LANGUAGE, value));
        visit.given("zone")
                .filter(value -> value.matches("utc|vn"))
                .ifPresent(value -> cookies.prefer(context, Cookies.ZONE, value));
        visit.given("theme")
                .filter(value -> value.matches("light|dark|auto"))
                .ifPresent(value -> cookies.prefer(context, Cookies.THEME, value));
        visit.back("");
    }

    private static boolean isLanguage(String tag) {
        return tag.matches("en|vi");
    }

    private static String safe(String name) {
        return name.matches("[a-z0-9._@-]{1,64}") ? name : "?";
    }
}
