// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.testkit.Letters;
import vn.lienthong.workbench.Workbench;
import vn.lienthong.workbench.WorkbenchServer;

/** A tester at the page of the simulator. */
final class WorkbenchWalkTest {
    private static final String WIDER = "[...document.querySelectorAll('main *, .top *')]"
            + ".filter(one => !one.closest('.scroll') && one.getBoundingClientRect().right > window.innerWidth + 1)"
            + ".map(one => one.outerHTML.slice(0, 200)).join('; ')";

    @ParameterizedTest
    @CsvSource({"vi, DARK, 390, chưa kết nối, Gửi, giống nhau", "en, LIGHT, 1366, not connected, Send, the same"})
    void a_tester_sees_what_comes_and_sends(
            String language, ColorScheme scheme, int width, String absent, String send, String same) {
        try (Workbench bench =
                        new Workbench(new Workbench.Setting("H29", List.of("G22", "G12"), Duration.ofMillis(20), 0));
                WorkbenchServer server = new WorkbenchServer(bench, 0);
                Browser browser = new Browser("http://localhost:" + server.port())) {
            Page page = browser.open(width, 768, scheme);
            page.navigate("http://localhost:" + server.port() + "/");
            page.locator("#language").selectOption(language);
            assertThat(page.locator("#about")).containsText(absent);

            try (ExchangeClient system = ExchangeClient.connect(ClientConfig.load(bench.clientFile()))) {
                system.inbox().onDocument(delivery -> delivery.acknowledge()).open();
                Document letter = Letters.letter("H29", "G22");
                system.send(letter);
                assertThat(page.locator("#rows")).containsText(letter.id().value());
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> system.track(letter.from(), letter.id())
                        .toString()
                        .contains("DELIVERED"));

                page.locator(
                                "#rows button",
                                new Page.LocatorOptions().setHasText(letter.id().value()))
                        .click();
                assertThat(page.locator("#detail pre")).containsText("<edXML:Subject>");
                assertThat(page.locator("#detail")).containsText("DELIVERED");

                page.locator("#newSession").click();
                assertThat(page.locator("#replay option")).hasCount(2);
                page.locator("#send button.main").click();
                assertThat(page.locator("#send button.main")).hasText(send);
                assertThat(page.locator("#rows tr").first()).containsText("01");
                page.locator("#expect button").first().click();
                assertThat(page.locator("#expected")).containsText("01");
                page.locator("#sentBefore summary").click();
                page.locator("#sentRows button").nth(1).click();
                assertThat(page.locator("#expected .delivered")).containsText("#");
                page.locator("#send button[data-copy]").focus();
                page.keyboard().press("Enter");
                assertThat(page.locator("#copies pre")).hasCount(3);
                assertThat(page.locator("#copiesTitle")).isFocused();
                page.locator("#replay select").selectOption("2");
                page.locator("#replay button").click();
                assertThat(page.locator("#compared .good"))
                        .containsText(same, new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
                page.locator("#react input[name=reaction]").fill("dance");
                page.locator("#react button").first().click();
                assertThat(page.locator("#problem")).containsText("dance");
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
}
