// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.access.Users;
import vn.lienthong.broker.console.Texts;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.testkit.Letters;

/** An operator's day in a real browser, over a real exchange with traffic. */
final class ConsoleWalkTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PASSWORD = "mật khẩu đủ dài";
    private static final byte[] PDF = {'%', 'P', 'D', 'F'};

    /** Where pictures of the pages go, if somebody wants them. */
    private static final String PICTURES = System.getProperty("console.pictures", "");

    private static final Map<String, String> SHOWN =
            Map.of("/reports", "reports", "/reports/overdue", "overdue", "/system", "system");

    @TempDir
    private static Path data;

    private static ExchangeFixture exchange;
    private static ExchangeClient hue;
    private static ExchangeClient government;
    private static String origin;
    private static Browser browser;

    @BeforeAll
    static void start() {
        exchange = ExchangeFixture.start(
                data,
                Map.of(
                        "console.port", "0",
                        "redelivery.attempts", "1",
                        "redelivery.delay", "1ms",
                        "redelivery.longest-delay", "1ms"));
        hue = exchange.connect("hue", "H57");
        government = exchange.connect("government", "G22", "G06");
        Users users = exchange.broker().administration().users();
        users.add("lan", Role.OPERATOR, Scope.EVERYTHING, PASSWORD);
        users.add("an", Role.ADMIN, Scope.EVERYTHING, PASSWORD);
        users.add("hue-office", Role.OPERATOR, new Scope(List.of(new AgencyId("H57"))), PASSWORD);
        origin = "http://127.0.0.1:" + exchange.broker().consolePort().orElseThrow();
        browser = new Browser(origin);
    }

    @AfterAll
    static void stop() {
        browser.close();
        exchange.close();
    }

    @BeforeEach
    void takeWhatOthersLeft() {
        Inbox inbox = government.inbox().onDocument(Delivery::acknowledge).open();
        await().atMost(SOON).until(() -> exchange.messagesIn("inbox.government") == 0);
        inbox.close();
    }

    @AfterEach
    void nothing_went_wrong_in_the_browser() {
        assertThat(browser.complaints()).isEmpty();
    }

    private static Document letter(String subject) {
        return Letters.draft("H57", "G22")
                .subject(subject)
                .content(Attachment.of("cong-van.pdf", PDF))
                .build();
    }

    private static Page signIn(String user) {
        return signIn(user, Texts.of("en"));
    }

    private static Page signIn(String user, Texts words) {
        Page page = browser.open(1366, 768, ColorScheme.LIGHT);
        page.context().addCookies(List.of(new Cookie("lang", words.text("language.tag")).setUrl(origin)));
        page.navigate(origin + "/");
        page.getByLabel(words.text("sign-in.user")).fill(user);
        page.getByLabel(words.text("sign-in.password")).fill(PASSWORD);
        button(page, words.text("sign-in.button"));
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new GetByRoleOptions().setName(words.text("menu.today")).setExact(true)))
                .isVisible();
        return page;
    }

    /** By one key, not by two movements of a mouse: a part of the page may be put in place of itself in between. */
    private static void press(Locator button) {
        button.press("Enter");
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static void link(Page page, String name) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static void takeOne(ProcessingStatus... reports) throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        Inbox inbox = government
                .inbox()
                .onDocument(delivery -> {
                    delivery.acknowledge();
                    for (ProcessingStatus status : reports) {
                        government.report(StatusReport.of(new AgencyId("G22"), delivery.document(), status));
                    }
                    taken.countDown();
                })
                .open();
        assertThat(taken.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        inbox.close();
    }

    private static void die() {
        Inbox inbox = government.inbox().onDocument(Delivery::release).open();
        await().atMost(SOON).until(() -> exchange.messagesIn(Addresses.DEAD_LETTERS) == 1);
        inbox.close();
    }

    private static String inLanguage(ProcessingStatus status, String language) {
        return language.equals("vi") ? status.vietnamese() : status.english();
    }

    /** In both languages, as the handbook shows it. */
    private static void picture(Page page, String name) {
        if (!PICTURES.isEmpty() && "en".equals(page.locator("html").getAttribute("lang"))) {
            for (String language : List.of("vi", "en")) {
                page.context().addCookies(List.of(new Cookie("lang", language).setUrl(origin)));
                page.reload();
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of(PICTURES, name + "." + language + ".png"))
                        .setFullPage(true));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"en,Đồng Khởi,dong khoi", "vi,Điện Biên Phủ,dien bien phu"})
    void a_document_is_found_without_diacritics_and_followed_as_statuses_arrive(
            String language, String street, String typed) throws Exception {
        Texts words = Texts.of(language);
        Document letter = letter("V/v mở rộng đường " + street);
        hue.send(letter);
        Page page = signIn("lan", words);

        page.getByRole(AriaRole.SEARCHBOX).fill("duong " + typed);
        page.getByRole(AriaRole.SEARCHBOX).press("Enter");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody")).containsText("V/v mở rộng đường " + street);
        picture(page, "find");
        link(page, letter.reference().orElseThrow());
        assertThat(page.locator("h1")).hasText(letter.reference().orElseThrow());
        assertThat(page.locator(".state")).hasText(words.text("state.QUEUED"));
        assertThat(page.locator(".timeline")).containsText(words.text("timeline.QUEUED", "G22", "government"));

        takeOne(ProcessingStatus.RECEIVED);
        assertThat(page.locator(".timeline"))
                .containsText("G22: 03 " + inLanguage(ProcessingStatus.RECEIVED, language));
        assertThat(page.locator(".state")).hasText(words.text("state.DELIVERED"));
        Browser.checkForEverybody(page);
        picture(page, "document");

        page.getByRole(AriaRole.SEARCHBOX).fill(letter.id().value());
        page.getByRole(AriaRole.SEARCHBOX).press("Enter");
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.getByRole(AriaRole.SEARCHBOX).fill("H57");
        page.getByRole(AriaRole.SEARCHBOX).press("Enter");
        assertThat(page.locator("main a[href='/agencies/H57']").first()).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "vi"})
    void a_dead_letter_is_retried_and_delivered(String language) throws Exception {
        Texts words = Texts.of(language);
        Document letter = letter("V/v thử gửi lại");
        hue.send(letter);
        die();
        Page page = signIn("lan", words);
        assertThat(page.locator(".alert.warning")).containsText("LT-D05");
        picture(page, "today");

        link(page, words.text("menu.dead-letters"));
        assertThat(page.locator(".cause")).containsText("LT-D05");
        picture(page, "dead-letters");
        Browser.checkForEverybody(page);
        press(page.locator(".cause").getByRole(AriaRole.BUTTON).first());
        assertThat(page.locator("main")).containsText(words.text("rehearsal.count", 1));
        Browser.checkForEverybody(page);
        button(page, words.text("rehearsal.RETRIED"));
        assertThat(page.locator(".told")).isVisible();
        assertThat(page.locator("#causes")).containsText("(0)");
        takeOne();
        assertThat(exchange.messagesIn(Addresses.DEAD_LETTERS)).isZero();
        assertThat(exchange.messagesIn("inbox.government")).isZero();

        page.navigate(origin + "/document?agency=H57&id=" + letter.id());
        assertThat(page.locator(".timeline")).containsText(words.text("incident.DEAD", "G22", "government", 1));
        assertThat(page.locator(".timeline"))
                .containsText(words.text("incident.RETRIED", "G22", "government", "", "lan"));
    }

    @Test
    void what_one_operator_discards_another_agrees_to() throws Exception {
        hue.send(letter("V/v hủy bỏ"));
        die();
        Page lan = signIn("lan");
        link(lan, "Dead letters");
        press(lan.locator(".cause").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Discard")));
        lan.getByLabel("Reason").fill("gửi nhầm");
        button(lan, "Discard");
        assertThat(lan.locator(".told")).containsText("waits for another operator");
        assertThat(lan.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Agree")))
                .hasCount(0);

        Page an = signIn("an");
        link(an, "Dead letters");
        press(an.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Agree")));
        await().atMost(SOON).untilAsserted(() -> assertThat(exchange.messagesIn(Addresses.DEAD_LETTERS))
                .isZero());
        assertThat(lan.locator("#dead-letters")).containsText("an agreed");
    }

    @ParameterizedTest
    @CsvSource({"en,chuyển trụ sở,chuyen tru so", "vi,nâng cấp hệ thống,nang cap he thong"})
    void an_agency_is_suspended_and_the_auditor_reads_who_did_it_and_why(String language, String reason, String typed) {
        Texts words = Texts.of(language);
        Page page = signIn("an", words);
        link(page, words.text("menu.agencies"));
        picture(page, "agencies");
        Browser.checkForEverybody(page);
        page.navigate(origin + "/agencies/G06");
        page.getByLabel(words.text("field.reason")).fill(reason);
        button(page, words.text("agency.suspend"));
        assertThat(page.locator(".told")).hasText(words.text("done.suspended", "G06"));
        picture(page, "agency");
        assertThatThrownBy(() -> hue.send(Letters.letter("H57", "G06"))).hasMessageContaining("LT-R03");
        button(page, words.text("agency.resume"));
        assertThat(page.locator(".told")).hasText(words.text("done.resumed", "G06"));

        link(page, words.text("menu.audit"));
        page.getByLabel(words.text("audit.words")).fill(typed);
        page.locator("main").getByRole(AriaRole.BUTTON).first().click();
        assertThat(page.locator("tbody tr")).hasCount(2);
        assertThat(page.locator("tbody tr").last()).containsText("suspend-agency");
        assertThat(page.locator("tbody tr").last()).containsText(reason);
        page.locator("summary").last().click();
        assertThat(page.locator("tbody")).containsText("\"suspended\":false");
        link(page, words.text("audit.verify"));
        assertThat(page.locator("main")).containsText(words.text("audit.good"));
        Browser.checkForEverybody(page);
        picture(page, "audit");
    }

    @Test
    void an_alert_leads_to_what_to_do_about_it() throws Exception {
        hue.send(letter("V/v hướng dẫn"));
        die();
        Page page = signIn("lan");
        assertThat(page.locator(".alert.warning")).containsText("dead letters of government");
        press(page.locator(".alert.warning a").first());
        assertThat(page.locator("h1")).hasText("There are dead letters");
        assertThat(page.locator("article")).containsText("What to do");
        picture(page, "runbook");
        link(page, "Runbooks");
        link(page, "The disk is full");
        assertThat(page.locator("article")).containsText("lienthong health");

        page.navigate(origin + "/dead-letters");
        press(page.locator(".cause").getByRole(AriaRole.BUTTON).first());
        button(page, "Retry");
        takeOne();
    }

    @Test
    void the_wall_of_agencies_changes_by_itself_and_keeps_the_place_of_who_goes_through_it() {
        Page lan = signIn("lan");
        link(lan, "Agencies");
        assertThat(lan.locator("#wall")).containsText("government");
        lan.locator("#wall a[href='/agencies/H57']").focus();

        ExchangeClient danang = exchange.connect("danang", "H17");
        assertThat(lan.locator("#wall .tile.online")).hasCount(3);
        assertThat(lan.locator("#wall a[href='/agencies/H57']")).isFocused();
        danang.close();
        assertThat(lan.locator("#wall .tile.online")).hasCount(2);
    }

    @Test
    void a_body_is_opened_by_who_may_and_that_is_on_record() {
        hue.send(letter("V/v nội dung"));
        Page page = signIn("an");
        link(page, "Queues");
        assertThat(page.locator("#queues")).containsText("inbox.government");
        picture(page, "queues");
        link(page, "inbox.government");
        picture(page, "queue");
        Browser.checkForEverybody(page);
        page.getByLabel("What message").first().fill("nơi gửi yêu cầu");
        button(page, "Open body");
        assertThat(page.locator("pre.body")).containsText("<edXML");
        Browser.checkForEverybody(page);
        page.navigate(origin + "/audit?action=open-body");
        assertThat(page.locator("tbody tr").first()).containsText("open-body");
        assertThat(page.locator("tbody tr").first()).containsText("nơi gửi yêu cầu");
        assertThat(exchange.messagesIn("inbox.government"))
                .as("looking takes nothing out")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"en,LIGHT,1366", "vi,LIGHT,1366", "en,DARK,1366", "vi,DARK,390"})
    void every_page_is_for_everybody(String language, ColorScheme scheme, int width) {
        Document letter = letter("V/v một văn bản");
        hue.send(letter);
        Page page = browser.open(width, 768, scheme);
        page.navigate(origin + "/sign-in");
        Browser.checkForEverybody(page);
        page.locator("#user").fill("an");
        page.locator("#password").fill(PASSWORD);
        page.locator("button.main").click();
        assertThat(page.locator("nav.menu")).isVisible();
        if (language.equals("vi")) {
            button(page, "Tiếng Việt");
            assertThat(page.locator("h1")).hasText("Hôm nay");
        }
        for (String path : List.of(
                "/",
                "/?span=WEEK",
                "/find?q=lien thong",
                "/document?agency=H57&id=" + letter.id(),
                "/agencies?q=hue",
                "/agencies/H57",
                "/dead-letters",
                "/queues",
                "/queues/statuses.hue",
                "/reports",
                "/reports/overdue",
                "/audit",
                "/runbooks",
                "/runbooks/certificate-ending",
                "/system")) {
            page.navigate(origin + path);
            assertThat(page.locator("h1")).isVisible();
            if (path.equals("/")) {
                assertThat(page.locator(".u-legend")).containsText(language.equals("vi") ? "Thời gian" : "Time");
            }
            Browser.checkForEverybody(page);
            assertThat((Integer) page.evaluate(
                            "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("nothing sticks out at the side of " + path)
                    .isLessThanOrEqualTo(0);
            if (language.equals("en") && scheme == ColorScheme.LIGHT && SHOWN.containsKey(path)) {
                picture(page, SHOWN.get(path));
            }
        }
    }

    @Test
    void who_is_responsible_for_some_agencies_sees_theirs_only() {
        hue.send(letter("V/v của Huế"));
        government.send(Letters.draft("G22", "G06")
                .subject("V/v riêng của bộ")
                .content(Attachment.of("cong-van.pdf", PDF))
                .build());
        Page page = signIn("hue-office");

        assertThat(page.getByRole(AriaRole.NAVIGATION)).not().containsText("Queues");
        page.navigate(origin + "/find?q=cua hue");
        assertThat(page.locator("tbody tr").first()).isVisible();
        page.navigate(origin + "/find?q=rieng cua bo");
        assertThat(page.locator("main")).containsText("Nothing found");
        Page all = signIn("lan");
        all.navigate(origin + "/find?q=rieng cua bo");
        assertThat(all.locator("tbody tr")).hasCount(1);
    }
}
