// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.HeaderNames;

/** Every table as a file for a spreadsheet, with an agency that writes formulas wherever it can. */
final class ConsoleTablesTest {
    private static final String PASSWORD = "một mật khẩu dài";
    private static final String FORMULA = "=HYPERLINK(1)";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @TempDir
    private static Path folder;

    private static TestExchange exchange;
    private static Caller admin;
    private static String document;

    @BeforeAll
    static void start() throws Exception {
        exchange = TestExchange.start(folder, "console.port=0").with("hue", "H57");
        exchange.administration()
                .addEndpoint(new Endpoint(new EndpointId("danang"), FORMULA, List.of(new AgencyId("H17"))));
        exchange.administration().users().add("an", Role.ADMIN, Scope.EVERYTHING, PASSWORD);
        admin = new Caller(exchange.consolePort());
        admin.signIn("an", PASSWORD);
        TestSubmission letter = TestSubmission.document("H57", "H57")
                .with(HeaderNames.SUBJECT, FORMULA)
                .with(HeaderNames.REFERENCE, FORMULA);
        document = String.valueOf(letter.properties().get(HeaderNames.DOCUMENT));
        try (TestClient hue = exchange.connect("hue")) {
            hue.submit(letter);
        }
        exchange.awaitInbox("hue", 1);
        admin.send("/agencies/H17/suspend", Map.of("reason", FORMULA));
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    private static HttpResponse<String> table(String path) throws Exception {
        return admin.get(path + (path.contains("?") ? "&" : "?") + "form=csv");
    }

    private static String ofTheDocument() {
        return "/document?agency=H57&id=" + URLEncoder.encode(document, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/find",
                "/agencies",
                "/agencies/H57",
                "/dead-letters",
                "/dead-letters?table=jobs",
                "/queues",
                "/queues/inbox.hue",
                "/reports",
                "/reports/overdue",
                "/audit",
                "/system"
            })
    void a_table_is_a_file_with_headings(String path) throws Exception {
        HttpResponse<String> file = table(path);

        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=");
        assertThat(file.body()).startsWith(BYTE_ORDER_MARK);
        assertThat(file.body().lines().findFirst().orElseThrow()).contains(",");
    }

    @Test
    void recipients_of_a_document_are_a_file_too() throws Exception {
        assertThat(table(ofTheDocument()).body()).startsWith(BYTE_ORDER_MARK).contains("H57", "hue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/find", "/agencies", "/queues/inbox.hue", "/audit?action=suspend-agency"})
    void what_an_agency_wrote_is_no_formula_in_it(String path) throws Exception {
        assertThat(table(path).body())
                .contains("'" + FORMULA)
                .doesNotContainPattern("(?m)(^|,)\"?" + Pattern.quote(FORMULA));
    }

    @Test
    void the_page_a_table_stands_on_leads_to_its_file_with_what_was_asked_for() throws Exception {
        assertThat(admin.get("/find?from=H57&state=QUEUED").body())
                .contains("href=\"/find?from=H57&amp;state=QUEUED&amp;form=csv\"");
    }

    @Test
    void a_period_is_a_month_a_quarter_or_a_year() throws Exception {
        assertThat(admin.get("/reports?period=2026-Q1").statusCode()).isEqualTo(200);
        assertThat(admin.get("/reports?period=2026-Q5").statusCode()).isEqualTo(400);
    }
}
