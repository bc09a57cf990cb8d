// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.broker.TestClient;
import vn.lienthong.broker.TestExchange;
import vn.lienthong.broker.TestSubmission;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.HeaderNames;

/** What people and agencies write into forms, addresses and documents: shown as text, and refused if it cannot be read. */
final class ConsoleInputTest {
    private static final String PASSWORD = "một mật khẩu dài";
    private static final String MARKUP = "\"><script>alert(1)</script>";
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final Map<String, String> FORM =
            Map.of("reason", "thử", "hours", "1", "outcome", "RETRIED", "confirmed", "yes");

    @TempDir
    private static Path folder;

    private static TestExchange exchange;
    private static Caller admin;

    @BeforeAll
    static void start() throws Exception {
        exchange = TestExchange.start(folder, "console.port=0").with("hue", "H57");
        exchange.administration().users().add("an", Role.ADMIN, Scope.EVERYTHING, PASSWORD);
        admin = new Caller(exchange.consolePort());
        admin.signIn("an", PASSWORD);
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/find?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/agencies?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/queues?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/audit?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/document?agency=H57&id=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/reports?period=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/sign-in?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/agencies/H57.66"
            })
    void what_somebody_wrote_is_text_and_nothing_else(String path) throws Exception {
        exchange.administration().addAgency(Agency.open(new AgencyId("H57.66"), "Sở " + MARKUP));

        HttpResponse<String> answer = admin.get(path);

        assertThat(answer.body()).contains("&lt;script").doesNotContain("<script>alert");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void what_a_document_or_a_reason_holds_is_text_and_nothing_else() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "H57")
                .with(HeaderNames.SUBJECT, MARKUP)
                .with(HeaderNames.REFERENCE, MARKUP);
        exchange.administration()
                .addEndpoint(new Endpoint(new EndpointId("danang"), MARKUP, List.of(new AgencyId("H17"))));
        try (TestClient hue = exchange.connect("hue")) {
            hue.submit(document);
        }
        AgencyId commune = new AgencyId("H57.67");
        exchange.administration().addAgency(Agency.open(commune, "Xã thử"));
        admin.send("/agencies/H57.67/suspend", Map.of("reason", MARKUP));

        String id = String.valueOf(document.properties().get(HeaderNames.DOCUMENT));
        for (String path : List.of(
                "/document?agency=H57&id=" + URLEncoder.encode(id, StandardCharsets.UTF_8),
                "/find?q=" + URLEncoder.encode(id, StandardCharsets.UTF_8),
                "/find?from=H57",
                "/queues/inbox.hue",
                "/agencies",
                "/agencies/H57.67",
                "/audit")) {
            assertThat(admin.get(path).body()).as(path).contains("&lt;script").doesNotContain("<script>alert");
        }
    }

    @Test
    void what_cannot_be_read_is_refused_and_never_taken_for_something_wider() throws Exception {
        Map<String, String> named = new LinkedHashMap<>(FORM);
        named.put("ids", "abc");
        assertThat(admin.send("/dead-letters/settle", named).statusCode()).isEqualTo(BAD_REQUEST);
        Map<String, String> negative = new LinkedHashMap<>(FORM);
        negative.put("hours", "-3");
        assertThat(admin.send("/agencies/H57/suspend", negative).statusCode()).isEqualTo(BAD_REQUEST);
        assertThat(exchange.administration()
                        .agency(new AgencyId("H57"))
                        .orElseThrow()
                        .suspended())
                .isFalse();
        for (String path : List.of("/find?state=X", "/find?from=no+code", "/reports/overdue?rule=X", "/find?since=X")) {
            HttpResponse<String> answer = admin.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(BAD_REQUEST);
            assertThat(answer.body()).doesNotContain("vn.lienthong", "enum");
        }
        assertThat(admin.get("/nowhere").statusCode()).isEqualTo(NOT_FOUND);
    }
}
