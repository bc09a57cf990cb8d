// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.access.Users;
import vn.lienthong.broker.administration.Lookout;
import vn.lienthong.broker.administration.OperatorDesk;
import vn.lienthong.broker.openid.OpenIdSettings;
import vn.lienthong.broker.openid.OpenIdSignIn;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;

/** Serves the console, the health of the exchange and its figures on a port of their own. Started once, stopped once. */
public final class Console implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final int LARGEST_FORM = 64 * 1024;
    private static final String PACKAGE = "vn.lienthong.broker.console";

    private final Listener listener;
    private final Gatekeeper gatekeeper;
    private final Optional<OpenIdDoor> openId;
    private final Live live;
    private final Probes probes;
    private final Javalin server;

    /**
     * Where it listens.
     *
     * @param tls with what key; empty for none
     * @param metricsToken what who reads the figures must show; empty: only this machine may
     * @param openId where people sign in who are no users of the exchange; empty: nowhere
     */
    public record Listener(
            String host,
            int port,
            Optional<SSLContext> tls,
            Optional<String> metricsToken,
            Optional<OpenIdSettings> openId) {}

    /** A problem as a page. */
    record ProblemView(Page page, String title, String problem) {}

    /** A console that does not listen yet. */
    public Console(Listener listener, OperatorDesk desk, Users users, Lookout lookout) {
        Clock clock = Clock.systemUTC();
        this.listener = listener;
        TemplateEngine templates =
                TemplateEngine.createPrecompiled(null, ContentType.Html, Console.class.getClassLoader(), PACKAGE);
        Gatekeeper.Ways ways = new Gatekeeper.Ways(
                users, listener.tls().isPresent(), listener.openId().isPresent());
        this.gatekeeper = new Gatekeeper(ways, desk, templates, clock);
        this.openId = listener.openId()
                .map(settings ->
                        new OpenIdDoor(new OpenIdSignIn(settings, this::returnAddress, clock), gatekeeper, clock));
        this.live = new Live(lookout, desk::jobs);
        this.probes = new Probes(lookout, listener.metricsToken());
        this.server = Javalin.create(this::configure);
    }

    /** Starts to answer. */
    public void start() {
        server.start();
        live.start();
        LOG.atInfo()
                .addKeyValue("host", listener.host())
                .addKeyValue("port", port())
                .log("console is ready");
    }

    /** Whether an address leads from this machine to itself and from nowhere else. */
    public static boolean isThisMachine(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    private URI returnAddress() {
        String scheme = listener.tls().isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + listener.host() + ":" + port() + OpenIdDoor.RETURN);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = LARGEST_FORM;
        config.http.defaultContentType = "text/html; charset=utf-8";
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.addConnector((jetty, http) -> {
            ServerConnector connector;
            if (listener.tls().isPresent()) {
                SslContextFactory.Server tls = new SslContextFactory.Server();
                tls.setSslContext(listener.tls().get());
                tls.setIncludeProtocols("TLSv1.3");
                http.addCustomizer(new SecureRequestCustomizer(false));
                connector = new ServerConnector(jetty, tls, new HttpConnectionFactory(http));
            } else {
                connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
            }
            connector.setHost(listener.host());
            connector.setPort(listener.port());
            return connector;
        });
        route(config.routes);
    }

    private void route(RoutesConfig routes) {
        routes.before(gatekeeper::look);
        routes.get("/assets/{name}", Assets::send);
        routes.get("/health/live", probes::live);
        routes.get("/health/ready", probes::ready);
        routes.get("/metrics", probes::metrics);
        routes.get("/sign-in", gatekeeper::askToSignIn);
        routes.post("/sign-in", gatekeeper::signIn);
        openId.ifPresent(door -> door.route(routes));
        routes.post("/sign-out", gatekeeper::signOut);
        routes.post("/preferences", gatekeeper::prefer);
        routes.sse(Gatekeeper.LIVE, live::join);
        routePages(routes);
        routes.error(HttpStatus.NOT_FOUND, context -> {
            if (Visit.find(context).isPresent()) {
                showProblem(context, HttpStatus.NOT_FOUND, context.path());
            }
        });
        routes.exception(RefusalException.class, Console::refused);
        routes.exception(
                IllegalArgumentException.class,
                (e, context) -> showProblem(context, HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage())));
        routes.exception(Exception.class, (e, context) -> {
            LOG.atError().setCause(e).addKeyValue("path", context.path()).log("a page could not be made");
            showProblem(context, HttpStatus.INTERNAL_SERVER_ERROR, "-");
        });
    }

    /** Everything that only people who are signed in get. */
    static void routePages(RoutesConfig routes) {
        TodayPage.route(routes);
        FindPage.route(routes);
        DocumentPage.route(routes);
        AgenciesPage.route(routes);
        DeadLettersPage.route(routes);
        QueuesPage.route(routes);
        ReportsPage.route(routes);
        AuditPage.route(routes);
        SystemPage.route(routes);
        RunbookPage.route(routes);
    }

    private static void refused(RefusalException e, Context context) {
        Problem problem = e.refusal().problems().get(0);
        boolean denied = problem.code() == ErrorCode.OPERATION_NOT_ALLOWED;
        showProblem(
                context,
                denied ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT,
                problem.message(Visit.texts(context).locale()));
    }

    private static void showProblem(Context context, HttpStatus status, String problem) {
        context.status(status);
        String title = Visit.texts(context).text("problem." + status.getCode());
        Visit.find(context)
                .ifPresentOrElse(
                        visit -> visit.show("problem", new ProblemView(visit.page(), title, problem)),
                        () -> context.contentType("text/plain; charset=utf-8").result(title));
    }

    @Override
    public void close() {
        live.close();
        server.stop();
    }
}
