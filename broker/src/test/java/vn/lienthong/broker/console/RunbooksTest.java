// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.TestExchange;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.alerts.AlertRule;

/** Each alert leads to a page that says what to do, in both languages, and no page is left over. */
final class RunbooksTest {
    private static final Path DOCS = Path.of("../docs");
    private static final String PASSWORD = "một mật khẩu dài";
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
    private static final List<String> ENGLISH = List.of(
            "## What it means", "## What users notice", "## Where to look", "## What to do", "## When it is over");
    private static final List<String> VIETNAMESE =
            List.of("## Ý nghĩa", "## Người dùng thấy gì", "## Xem ở đâu", "## Cần làm gì", "## Khi nào kết thúc");

    @TempDir
    Path folder;

    private static Set<String> rules() {
        return Arrays.stream(AlertRule.values()).map(AlertRule::wireName).collect(Collectors.toSet());
    }

    private static List<Path> pages(String place) throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve(place))) {
            return files.sorted().toList();
        }
    }

    @Test
    void every_rule_has_a_page_in_each_language_and_every_page_a_rule() throws Exception {
        for (String place : List.of("runbooks", "vi/runbooks")) {
            assertThat(pages(place).stream()
                            .map(page -> page.getFileName().toString().replace(".md", "")))
                    .as(place)
                    .containsExactlyInAnyOrderElementsOf(rules());
        }
    }

    @Test
    void every_page_answers_the_same_questions_and_leads_to_pages_that_exist() throws Exception {
        check("runbooks", ENGLISH);
        check("vi/runbooks", VIETNAMESE);
    }

    private static void check(String place, List<String> questions) throws IOException {
        for (Path page : pages(place)) {
            String text = Files.readString(page);
            assertThat(text.lines().filter(line -> line.startsWith("## ")))
                    .as(page.toString())
                    .containsExactlyElementsOf(questions);
            assertThat(text).contains("`" + page.getFileName().toString().replace(".md", "") + "`");
            LINK.matcher(text).results().map(link -> link.group(1)).forEach(link -> assertThat(
                            page.resolveSibling(link))
                    .exists());
        }
    }

    @Test
    void the_console_shows_them_in_the_language_of_who_looks() throws Exception {
        try (TestExchange exchange = TestExchange.start(folder, "console.port=0")) {
            exchange.administration().users().add("lan", Role.VIEWER, Scope.EVERYTHING, PASSWORD);
            Caller caller = new Caller(exchange.consolePort());
            caller.signIn("lan", PASSWORD);
            for (String rule : rules()) {
                assertThat(page(caller, rule, "en")).as(rule).contains("<h2>What to do</h2>");
                assertThat(page(caller, rule, "vi")).as(rule).contains("<h2>Cần làm gì</h2>");
            }
            assertThat(page(caller, "endpoint-gone", "en")).contains("href=\"/runbooks/endpoint-silent\"");
            assertThat(caller.get("/runbooks").body()).contains("/runbooks/disk-full");
            assertThat(caller.get("/runbooks/..%2F..%2Fusers").statusCode()).isIn(400, 404);
            await().untilAsserted(() -> assertThat(caller.get("/").body())
                    .as("from the alert that it has just started")
                    .contains("href=\"/runbooks/exchange-started\""));
        }
    }

    private static String page(Caller caller, String rule, String language) throws IOException, InterruptedException {
        HttpResponse<String> answer = caller.get("/runbooks/" + rule, "Accept-Language", language);
        assertThat(answer.statusCode()).as(rule).isEqualTo(200);
        return answer.body();
    }

    @Test
    void html_in_a_page_is_text() {
        assertThat(RunbookPage.html("<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b>y</b>"))
                .doesNotContain("<script", "<b>", "javascript:")
                .contains("&lt;script&gt;");
    }
}
