// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.javalin.router.ParsedEndpoint;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.broker.TestExchange;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.access.Users;
import vn.lienthong.broker.audit.AuditEntry;
import vn.lienthong.broker.audit.AuditEntry.Outcome;
import vn.lienthong.broker.audit.AuditLog.Numbered;
import vn.lienthong.broker.audit.AuditQuery;
import vn.lienthong.edxml.AgencyId;

/** Who gets in, who gets what, and what those get who try otherwise. */
final class ConsoleAccessTest {
    private static final String PASSWORD = "một mật khẩu dài";
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private static final Set<String> PAGES = Set.of(
            "/",
            "/today/chart",
            "/find",
            "/document?agency=H57&id=x",
            "/agencies",
            "/agencies/H57",
            "/dead-letters",
            "/queues",
            "/queues/inbox.hue",
            "/reports",
            "/reports/overdue",
            "/audit",
            "/system",
            "/system/diagnostics",
            "/runbooks",
            "/runbooks/disk-full");
    private static final Set<String> REPAIRS = Set.of(
            "/alerts/acknowledge",
            "/alerts/silence",
            "/alerts/lift",
            "/agencies/H57/suspend",
            "/agencies/H57/resume",
            "/dead-letters/settle",
            "/jobs/1/approve",
            "/jobs/1/cancel");
    private static final String BODY = "/queues/inbox.hue/1/body";
    private static final Set<String> OF_THE_WHOLE =
            Set.of("/today/chart", "/agencies", "/queues", "/queues/inbox.hue", "/system", "/system/diagnostics");

    @TempDir
    private static Path folder;

    private static TestExchange exchange;
    private static int port;

    @BeforeAll
    static void start() {
        exchange = TestExchange.start(folder, "console.port=0").with("hue", "H57");
        port = exchange.consolePort();
        Users users = exchange.administration().users();
        for (Role role : Role.values()) {
            users.add(role.wireName(), role, Scope.EVERYTHING, PASSWORD);
        }
        users.add("own", Role.OPERATOR, new Scope(List.of(new AgencyId("H57"))), PASSWORD);
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    private static Caller signedIn(String user) throws IOException, InterruptedException {
        Caller caller = new Caller(port);
        assertThat(caller.signIn(user, PASSWORD).statusCode()).isEqualTo(SEE_OTHER);
        return caller;
    }

    /** Everything a form could hold, so that only the permission decides. */
    private static Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("alert", "none");
        form.put("reason", "thử");
        form.put("hours", "1");
        form.put("outcome", "RETRIED");
        form.put("confirmed", "yes");
        return form;
    }

    private static Set<String> forbidden(Caller caller) throws IOException, InterruptedException {
        Set<String> forbidden = new TreeSet<>();
        for (String page : PAGES) {
            if (caller.get(page).statusCode() == FORBIDDEN) {
                forbidden.add(page);
            }
        }
        for (String action : both(REPAIRS, Set.of(BODY))) {
            if (caller.send(action, form()).statusCode() == FORBIDDEN) {
                forbidden.add(action);
            }
        }
        return forbidden;
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void without_signing_in_nobody_gets_anything_but_the_way_in() throws Exception {
        Caller stranger = new Caller(port);
        for (String page : both(PAGES, Set.of("/live"))) {
            HttpResponse<String> answer = stranger.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(SEE_OTHER);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
        }
        for (String action : both(both(REPAIRS, Set.of(BODY)), Set.of("/sign-out", "/preferences"))) {
            assertThat(stranger.post(action, form()).statusCode()).as(action).isEqualTo(UNAUTHORIZED);
        }
    }

    @Test
    void every_page_and_action_is_in_this_test() {
        Javalin console = Javalin.create(config -> Console.routePages(config.routes));
        List<ParsedEndpoint> routes = console.unsafe.internalRouter.allHttpHandlers();
        assertThat(routes).hasSizeGreaterThan(20).allSatisfy(route -> {
            Set<String> tried = route.endpoint.method.equals(HandlerType.GET) ? PAGES : both(REPAIRS, Set.of(BODY));
            assertThat(tried).as(route.endpoint.path).anyMatch(path -> route.matches(path.split("\\?", 2)[0]));
        });
    }

    @Test
    void who_came_in_who_left_and_who_was_not_let_in_is_on_record() throws Exception {
        Caller caller = signedIn("auditor");
        caller.send("/sign-out", Map.of());
        new Caller(port).signIn("auditor", "wrong wrong");

        assertThat(exchange.administration().audit().find(AuditQuery.newest(100)).stream()
                        .map(Numbered::entry)
                        .filter(entry -> entry.operator().equals("auditor"))
                        .limit(3))
                .extracting(AuditEntry::action, AuditEntry::outcome)
                .containsExactly(
                        tuple("sign-in", Outcome.DENIED),
                        tuple("sign-out", Outcome.DONE),
                        tuple("sign-in", Outcome.DONE));
    }

    @Test
    void each_role_gets_its_pages_and_actions_and_no_others() throws Exception {
        Set<String> audit = Set.of("/audit");
        assertThat(forbidden(signedIn("viewer"))).isEqualTo(both(both(REPAIRS, Set.of(BODY)), audit));
        assertThat(forbidden(signedIn("operator"))).isEqualTo(both(Set.of(BODY), audit));
        assertThat(forbidden(signedIn("auditor"))).isEqualTo(both(REPAIRS, Set.of(BODY)));
        assertThat(forbidden(signedIn("admin"))).isEmpty();
        assertThat(forbidden(signedIn("own")))
                .isEqualTo(both(
                        OF_THE_WHOLE,
                        Set.of(
                                "/audit",
                                BODY,
                                "/alerts/acknowledge",
                                "/alerts/silence",
                                "/alerts/lift",
                                "/jobs/1/approve")));
    }

    @Test
    void a_form_from_elsewhere_is_not_taken() throws Exception {
        Caller caller = signedIn("admin");
        Map<String, String> form = form();
        assertThat(caller.post("/agencies/H57/suspend", form).statusCode()).isEqualTo(FORBIDDEN);
        form.put("token", new Caller(port).token() + "x");
        assertThat(caller.post("/agencies/H57/suspend", form).statusCode()).isEqualTo(FORBIDDEN);
        form.put("token", caller.token());
        assertThat(caller.post("/agencies/H57/suspend", form, "Origin", "https://elsewhere.example")
                        .statusCode())
                .isEqualTo(FORBIDDEN);
        assertThat(exchange.administration()
                        .agency(new AgencyId("H57"))
                        .orElseThrow()
                        .suspended())
                .isFalse();
        assertThat(new Caller(port)
                        .post(
                                "/sign-in",
                                Map.of("user", "admin", "password", PASSWORD),
                                "Origin",
                                "https://elsewhere.example")
                        .statusCode())
                .isEqualTo(FORBIDDEN);
    }

    @Test
    void a_session_that_was_put_into_the_browser_before_is_not_used() throws Exception {
        Caller victim = new Caller(port);
        victim.show("chosen-by-somebody-else");
        String cookie = victim.signIn("viewer", PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(cookie).doesNotContain("chosen").contains("HttpOnly", "SameSite=Strict");
        Caller attacker = new Caller(port);
        attacker.show("chosen-by-somebody-else");
        assertThat(attacker.get("/find").statusCode()).isEqualTo(SEE_OTHER);

        Caller same = new Caller(port);
        same.show(cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
        assertThat(same.get("/find").statusCode()).isEqualTo(OK);
        same.send("/sign-out", Map.of());
        assertThat(same.get("/find").statusCode())
                .as("after signing out, also with the cookie")
                .isEqualTo(SEE_OTHER);
    }

    @Test
    void who_tries_passwords_has_to_wait_also_with_the_right_one() throws Exception {
        exchange.administration().users().add("guessed", Role.VIEWER, Scope.EVERYTHING, PASSWORD);
        Caller caller = new Caller(port);
        for (int i = 0; i < SignInTries.MOST; i++) {
            assertThat(caller.signIn("guessed", "wrong wrong " + i).statusCode())
                    .isEqualTo(FORBIDDEN);
        }
        assertThat(caller.signIn("guessed", PASSWORD).statusCode()).isEqualTo(TOO_MANY);
    }

    @Test
    void a_user_who_is_changed_or_removed_is_out_at_once() throws Exception {
        Users users = exchange.administration().users();
        users.add("leaver", Role.ADMIN, Scope.EVERYTHING, PASSWORD);
        Caller caller = signedIn("leaver");
        assertThat(caller.get("/audit").statusCode()).isEqualTo(OK);

        users.remove("leaver");
        assertThat(caller.get("/audit").statusCode()).isEqualTo(SEE_OTHER);
    }

    @Test
    void who_wants_to_see_a_page_another_way_comes_back_to_the_same_page() throws Exception {
        Caller caller = signedIn("viewer");
        assertThat(caller.get("/find?q=12%2FUBND&state=DEAD").body())
                .contains("name=\"back\" value=\"/find?q=12%2FUBND&amp;state=DEAD\"");
        assertThat(caller.send("/preferences", Map.of("lang", "en", "back", "/find?q=12%2FUBND&state=DEAD"))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/find?q=12%2FUBND&state=DEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/..%2Fconsole.css",
                "/assets/%2e%2e%2f%2e%2e%2fusers.json",
                "/assets/users.json",
                "/assets/x"
            })
    void no_path_leads_out(String path) throws Exception {
        assertThat(new Caller(port).get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void nobody_is_sent_elsewhere_after_signing_in() throws Exception {
        for (String next : List.of(
                "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example")) {
            HttpResponse<String> answer =
                    new Caller(port).post("/sign-in", Map.of("user", "viewer", "password", PASSWORD, "next", next));
            assertThat(answer.headers().firstValue("Location")).as(next).hasValue("/");
        }
    }

    @Test
    void who_mistypes_the_password_still_comes_to_the_page_that_was_wanted() throws Exception {
        Caller caller = new Caller(port);
        String again = caller.post("/sign-in", Map.of("user", "viewer", "password", "wrong wrong", "next", "/reports"))
                .body();
        assertThat(again).contains("name=\"next\" value=\"/reports\"");
    }

    @Test
    void figures_and_health_are_told_on_this_machine() throws Exception {
        Caller caller = new Caller(port);
        assertThat(caller.get("/health/live").body()).isEqualTo("live\n");
        assertThat(caller.get("/health/ready").body()).isEqualTo("ready\n");
        assertThat(caller.get("/metrics").body())
                .contains(
                        "lienthong_deliveries_accepted_total",
                        "lienthong_delivery_wait_seconds_bucket",
                        "artemis_active");
    }

    @Test
    void every_text_is_there_in_both_languages() {
        assertThat(Texts.VIETNAMESE.words().keySet())
                .isEqualTo(Texts.ENGLISH.words().keySet());
    }
}
