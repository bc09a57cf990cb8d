// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.broker.TestExchange;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.console.SignInProvider.Mistake;
import vn.lienthong.broker.openid.OpenIdException;
import vn.lienthong.broker.openid.OpenIdSettings;
import vn.lienthong.broker.openid.OpenIdSignIn;
import vn.lienthong.edxml.AgencyId;

/** People who sign in at a provider, the provider's mistakes, and those who try to make use of either. */
final class OpenIdTest {
    private static final String PASSWORD = "một mật khẩu dài";
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    @TempDir
    private static Path folder;

    private static SignInProvider provider;
    private static TestExchange exchange;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        provider = new SignInProvider();
        Path secret = Files.writeString(folder.resolve("oidc.txt"), SignInProvider.SECRET + "\n");
        exchange = TestExchange.start(
                        folder.resolve("data"),
                        "console.port=0",
                        "console.oidc.issuer=" + provider.issuer(),
                        "console.oidc.client-id=" + SignInProvider.CLIENT,
                        "console.oidc.client-secret-file=" + secret,
                        "console.oidc.role-claim=realm.roles",
                        "console.oidc.roles=admins = admin, hue-office = operator H57, guests = viewer")
                .with("hue", "H57");
        exchange.administration().users().add("local", Role.ADMIN, Scope.EVERYTHING, PASSWORD);
        port = exchange.consolePort();
    }

    @AfterAll
    static void stop() {
        exchange.close();
        provider.close();
    }

    @BeforeEach
    void behave() {
        provider.make(Mistake.NONE);
        provider.signIn("lan", "hue-office", "guests");
    }

    private static HttpResponse<String> atProvider(HttpResponse<String> sentThere)
            throws IOException, InterruptedException {
        assertThat(sentThere.statusCode()).as(sentThere.body()).isEqualTo(SEE_OTHER);
        URI there = URI.create(sentThere.headers().firstValue("Location").orElseThrow());
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(there).build(), BodyHandlers.ofString());
    }

    /** The path the provider sends a browser back to. */
    private static String wayBack(Caller caller, String begin) throws IOException, InterruptedException {
        URI back = SignInProvider.sentBack(atProvider(caller.get(begin)));
        assertThat(back.getPort()).isEqualTo(port);
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private static HttpResponse<String> signIn(Caller caller) throws IOException, InterruptedException {
        return caller.get(wayBack(caller, OpenIdDoor.BEGIN));
    }

    private static void isOutside(Caller caller) throws IOException, InterruptedException {
        assertThat(caller.get("/find").statusCode()).isEqualTo(SEE_OTHER);
    }

    @Test
    void somebody_comes_in_with_the_role_of_the_account_and_acts_under_its_name() throws Exception {
        Caller caller = new Caller(port);
        assertThat(caller.get("/sign-in?next=/find").body()).contains("/sign-in/openid?next=%2Ffind");

        HttpResponse<String> in = caller.get(wayBack(caller, OpenIdDoor.BEGIN + "?next=/find%3Fq%3D1"));

        assertThat(in.statusCode()).as(in.body()).isEqualTo(OK);
        assertThat(in.body()).contains("url=/find?q=1");
        assertThat(in.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(in.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("lienthong=") && cookie.contains("SameSite=Strict"));
        assertThat(caller.get("/find").statusCode()).isEqualTo(OK);
        assertThat(caller.get("/audit").statusCode()).as("an operator").isEqualTo(FORBIDDEN);
        assertThat(caller.get("/system").statusCode()).as("of some agencies").isEqualTo(FORBIDDEN);
        assertThat(caller.send("/agencies/H57/suspend", Map.of("reason", "thử")).statusCode())
                .isEqualTo(SEE_OTHER);
        assertThat(exchange.administration()
                        .agency(new AgencyId("H57"))
                        .orElseThrow()
                        .suspended())
                .isTrue();

        Caller local = new Caller(port);
        assertThat(local.signIn("local", PASSWORD).statusCode()).isEqualTo(SEE_OTHER);
        assertThat(local.get("/audit").body()).contains("oidc:lan", "suspend-agency");
        caller.send("/sign-out", Map.of());
        isOutside(caller);
    }

    @Test
    void the_first_grant_that_fits_counts() throws Exception {
        provider.signIn("quan-tri", "guests", "admins");
        Caller caller = new Caller(port);
        signIn(caller);
        assertThat(caller.get("/audit").statusCode()).isEqualTo(OK);
    }

    @Test
    void an_account_without_a_role_is_told_so_and_does_not_come_in() throws Exception {
        provider.signIn("khach", "another-group");
        Caller caller = new Caller(port);
        HttpResponse<String> answer = signIn(caller);
        assertThat(answer.statusCode()).isEqualTo(FORBIDDEN);
        assertThat(answer.body()).contains("oidc:khach", "chưa có vai trò");
        isOutside(caller);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mistake.class,
            names = {"NONCE", "AUDIENCE", "ISSUER", "SIGNATURE", "UNSIGNED", "SHARED_SECRET", "EXPIRED", "NOBODY"})
    void a_token_that_is_wrong_is_not_believed(Mistake mistake) throws Exception {
        provider.make(mistake);
        Caller caller = new Caller(port);
        HttpResponse<String> answer = signIn(caller);
        assertThat(answer.statusCode()).isEqualTo(FORBIDDEN);
        assertThat(answer.body()).contains("Không thể tin thông tin từ hệ thống đăng nhập");
        isOutside(caller);
    }

    @Test
    void keys_that_were_changed_are_fetched_again() throws Exception {
        signIn(new Caller(port));
        provider.rotateKeys();
        Caller caller = new Caller(port);
        assertThat(signIn(caller).statusCode()).isEqualTo(OK);
    }

    @Test
    void another_state_and_another_browser_do_not_come_in() throws Exception {
        Caller caller = new Caller(port);
        String back = wayBack(caller, OpenIdDoor.BEGIN);
        assertThat(caller.get(back.replaceAll("state=[^&]+", "state=another")).statusCode())
                .isEqualTo(FORBIDDEN);
        isOutside(caller);

        Caller victim = new Caller(port);
        HttpResponse<String> answer = victim.get(wayBack(new Caller(port), OpenIdDoor.BEGIN));
        assertThat(answer.statusCode()).isEqualTo(FORBIDDEN);
        assertThat(answer.body()).contains("bắt đầu ở nơi khác");
        isOutside(victim);
    }

    @Test
    void a_way_back_and_a_code_are_good_once() throws Exception {
        Caller caller = new Caller(port);
        String back = wayBack(caller, OpenIdDoor.BEGIN);
        assertThat(caller.get(back).statusCode()).isEqualTo(OK);
        Caller again = new Caller(port);
        assertThat(again.get(back).statusCode()).isEqualTo(FORBIDDEN);

        String code = back.replaceAll(".*code=([^&]+).*", "$1");
        String other = wayBack(again, OpenIdDoor.BEGIN);
        HttpResponse<String> answer = again.get(other.replaceAll("code=[^&]+", "code=" + code));
        assertThat(answer.statusCode()).isEqualTo(FORBIDDEN);
        isOutside(again);
    }

    @Test
    void the_session_is_a_new_one() throws Exception {
        Caller caller = new Caller(port);
        caller.signIn("local", PASSWORD);
        String before = caller.session();
        signIn(caller);
        assertThat(caller.session()).isNotEqualTo(before);
        Caller old = new Caller(port);
        old.show(before);
        isOutside(old);
    }

    @Test
    void a_provider_that_is_out_of_order_or_gone_is_named_as_the_cause() throws Exception {
        provider.make(Mistake.DOWN);
        Caller caller = new Caller(port);
        HttpResponse<String> answer = signIn(caller);
        assertThat(answer.statusCode()).isEqualTo(UNAVAILABLE);
        assertThat(answer.body()).contains("Hệ thống đăng nhập không trả lời");
        assertThat(caller.signIn("local", PASSWORD).statusCode())
                .as("users of the exchange come in")
                .isEqualTo(SEE_OTHER);

        SignInProvider gone = new SignInProvider();
        gone.close();
        OpenIdSettings settings = new OpenIdSettings(
                URI.create(gone.issuer()),
                "x",
                folder.resolve("oidc.txt"),
                new OpenIdSettings.Claims("sub", "roles"),
                List.of(),
                Optional.empty());
        OpenIdSignIn nowhere =
                new OpenIdSignIn(settings, () -> URI.create("http://127.0.0.1/return"), Clock.systemUTC());
        assertThat(catchThrowableOfType(OpenIdException.class, nowhere::begin).reason())
                .isEqualTo(OpenIdException.Reason.UNREACHABLE);
        assertThat(catchThrowableOfType(OpenIdException.class, nowhere::begin))
                .as("it is not asked by everybody who comes")
                .hasMessageContaining("a moment ago");
    }

    @Test
    void who_is_not_let_in_there_is_told_so() throws Exception {
        provider.make(Mistake.REFUSED);
        Caller caller = new Caller(port);
        HttpResponse<String> answer = signIn(caller);
        assertThat(answer.statusCode()).isEqualTo(FORBIDDEN);
        assertThat(answer.body()).contains("không cho vào (access_denied)");
        isOutside(caller);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/",
                "//elsewhere.example",
                "/%5Celsewhere.example",
                "/%22%3E%3Cscript%3E"
            })
    void nobody_is_sent_elsewhere(String next) throws Exception {
        Caller caller = new Caller(port);
        HttpResponse<String> answer = caller.get(wayBack(caller, OpenIdDoor.BEGIN + "?next=" + next));
        assertThat(answer.statusCode()).isEqualTo(OK);
        assertThat(answer.body()).doesNotContain("elsewhere", "<script>").contains("url=/");
    }
}
