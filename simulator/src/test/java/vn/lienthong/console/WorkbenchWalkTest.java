// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.testkit.Letters;
import vn.lienthong.workbench.Workbench;
import vn.lienthong.workbench.WorkbenchServer;

/** A tester at the page of the simulator. */
final class WorkbenchWalkTest {
    private static final String WIDER = "[...document.querySelectorAll('main *, .top *')]"
            + ".filter(one => !one.closest('.scroll') && one.getBoundingClientRect().right > window.innerWidth + 1)"
            + ".map(one => one.outerHTML.slice(0, 200)).join('; ')";

    private static final String STRANGE = "<script>document.title = 'đã chạy'</script>";

    /** What the page says in a language. */
    enum Told {
        VI("chưa kết nối", "giống nhau", "Văn phòng Chính phủ", "thường (0)", "thiếu mã văn bản", "yêu cầu lấy lại"),
        EN("not connected", "the same", "Government Office", "normal (0)", "document is missing", "take-back asked");

        private final String absent;
        private final String same;
        private final String recipient;
        private final String urgency;
        private final String missing;
        private final String takeBack;

        Told(String absent, String same, String recipient, String urgency, String missing, String takeBack) {
            this.absent = absent;
            this.same = same;
            this.recipient = recipient;
            this.urgency = urgency;
            this.missing = missing;
            this.takeBack = takeBack;
        }
    }

    @ParameterizedTest
    @CsvSource({"VI, DARK, 390", "EN, LIGHT, 1366"})
    void a_tester_sees_what_comes_and_sends(Told told, ColorScheme scheme, int width) {
        try (Workbench bench =
                        new Workbench(new Workbench.Setting("H29", List.of("G22", "G12"), Duration.ofMillis(20), 0));
                WorkbenchServer server = new WorkbenchServer(bench, 0);
                Browser browser = new Browser("http://localhost:" + server.port())) {
            Page page = browser.open(width, 768, scheme);
            page.navigate("http://localhost:" + server.port() + "/");
            assertThat(page.locator("#about")).not().isEmpty(); // it listens from then on
            page.locator("#language").selectOption(told.name().toLowerCase(Locale.ROOT));
            assertThat(page.locator("#about")).containsText(told.absent);

            try (ExchangeClient system = ExchangeClient.connect(ClientConfig.load(bench.clientFile()))) {
                BlockingQueue<StatusUpdate> statuses = new LinkedBlockingQueue<>();
                system.inbox()
                        .onDocument(Delivery::acknowledge)
                        .onStatus(statuses::add)
                        .open();
                looks(page, system, told);
                expectsAndReplays(page, told);
                replacesAndReports(page, statuses, told);
            }
            assertThat(page.evaluate(WIDER))
                    .as("nothing is wider than the window")
                    .isEqualTo("");
            Browser.checkForEverybody(page);
            assertThat(browser.complaints())
                    .filteredOn(complaint -> !complaint.contains("400") && !complaint.contains("408"))
                    .isEmpty();
        }
    }

    /** At the header, the attachments, what became of it and the file. */
    private static void looks(Page page, ExchangeClient system, Told told) {
        Document letter = Letters.draft("H29", "G22")
                .content(Attachment.of("báo cáo.html", STRANGE.getBytes(StandardCharsets.UTF_8)))
                .build();
        system.send(letter);
        assertThat(page.locator("#rows")).containsText(letter.id().value());
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> system.track(letter.from(), letter.id()).toString().contains("DELIVERED"));

        page.locator(
                        "#rows button",
                        new Page.LocatorOptions().setHasText(letter.id().value()))
                .last()
                .click();
        assertThat(page.locator("#detail .facts")).containsText(told.recipient);
        assertThat(page.locator("#detail .facts")).containsText(told.urgency);
        assertThat(page.locator("#detail .timeline .delivered")).hasCount(1);
        page.locator("#detail summary").click();
        assertThat(page.locator("#detail pre")).containsText("<edXML:Subject>");
        Download saved =
                page.waitForDownload(() -> page.locator("#detail a[download]").click());
        assertThat(saved.suggestedFilename()).isEqualTo("báo cáo.html");
        assertThat(saved.path()).hasContent(STRANGE);
        assertThat(page.title()).doesNotContain("đã chạy");
    }

    private static void expectsAndReplays(Page page, Told told) {
        page.locator("#newSession").click();
        assertThat(page.locator("#replay option")).hasCount(2);
        page.locator("#send button.main").click();
        assertThat(page.locator("#rows tr").first().locator("td").nth(4)).containsText("01");
        page.locator("#expect button").first().click();
        assertThat(page.locator("#expected")).containsText("01");
        page.locator("#sentBefore summary").click();
        page.locator("#sentRows button").nth(1).click();
        assertThat(page.locator("#expected .delivered")).containsText("#");
        assertThat(page.locator("#rows td:nth-child(5)", new Page.LocatorOptions().setHasText("01")))
                .hasCount(2);
        page.locator("#send button[data-copy]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#copies pre")).hasCount(3);
        assertThat(page.locator("#copiesTitle")).isFocused();
        page.locator("#replay select").selectOption("2");
        page.locator("#replay button").click();
        assertThat(page.locator("#compared .good"))
                .containsText(told.same, new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        page.locator("#react input[name=reaction]").fill("dance");
        page.locator("#react button").first().click();
        assertThat(page.locator("#problem")).containsText("dance");
    }

    private static void replacesAndReports(Page page, BlockingQueue<StatusUpdate> statuses, Told told) {
        page.locator("#send select[name=operation]").selectOption("replace");
        page.locator("#send button.main").click();
        assertThat(page.locator("#problem")).containsText(told.missing);
        String old = page.locator("#sentRows tr td:nth-child(4)").first().textContent();
        page.locator("#send input[name=document]").fill(old);
        page.locator("#send button.main").click();
        assertThat(page.locator("#done")).not().isEmpty();
        assertThat(page.locator("#problem")).isEmpty();
        assertThat(page.locator("#sentRows tr td:nth-child(3)").first())
                .hasText(page.locator("#send option[value=replace]").textContent());

        page.locator("#detail button").nth(1).click();
        assertThat(page.locator("#report select[name=status]")).isFocused();
        page.locator("#report select[name=status]").selectOption("05");
        page.locator("#report button").first().click();
        page.locator("#report input[name=document]").fill(old);
        page.locator("#report select[name=status]").selectOption("13");
        page.locator("#report input[name=reason]").fill("gửi nhầm");
        page.locator("#report button").first().click();
        assertThat(page.locator("#sentRows tr td:nth-child(3)").first()).containsText(told.takeBack);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> statuses.stream()
                .anyMatch(one -> one.status() == ProcessingStatus.TAKE_BACK_ASKED
                        && one.document().value().equals(old)));
    }
}
