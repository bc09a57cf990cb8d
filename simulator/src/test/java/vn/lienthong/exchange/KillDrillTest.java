// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.administration.AdministrationSocket;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.console.Browser;
import vn.lienthong.doctor.ExchangeDoctor;
import vn.lienthong.doctor.Subject;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.faults.FaultPlan;
import vn.lienthong.faults.FaultyLine;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.fixture.PostgresProcess;
import vn.lienthong.testkit.FreePort;

/** What a duty officer reads on an open page when the exchange, the database or an agency's system is killed, and when it is back. */
final class KillDrillTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PASSWORD = "mật khẩu đủ dài";
    private static final ContainsTextOptions WITHIN_SECONDS = new ContainsTextOptions().setTimeout(40_000);

    @TempDir
    Path folder;

    private ClientConfig hue;

    @Test
    void kills_are_told_in_words_within_seconds_and_so_is_their_end() throws IOException {
        Path data = folder.resolve("data");
        int console = FreePort.find();
        String origin = "http://127.0.0.1:" + console;
        try (PostgresProcess database = PostgresProcess.start(folder.resolve("postgres"))) {
            Map<String, String> settings = new HashMap<>(ExchangeProcess.settings(FreePort.find()));
            settings.putAll(database.settings());
            prepare(data, settings);
            settings.put("console.port", Integer.toString(console));
            try (ExchangeProcess exchange = ExchangeProcess.start(data, settings);
                    Browser browser = new Browser(origin)) {
                Page page = signIn(browser, origin);
                theDatabase(database, page, BrokerConfig.of(properties(settings), data));
                theSystemOfAnAgency(Integer.parseInt(settings.get("port")), page);
                theExchange(exchange, page);
            }
        }
    }

    private static void theDatabase(PostgresProcess database, Page page, BrokerConfig config) {
        String words = "The database of the ledger does not answer";
        database.kill();
        assertThat(alerts(page)).containsText(words, WITHIN_SECONDS);
        assertEquals("its database does not answer", ledger(config));
        database.startAgain();
        assertThat(page.locator(".over")).containsText(words, WITHIN_SECONDS);
        assertThat(alerts(page)).not().containsText(words, WITHIN_SECONDS);
        assertEquals("0 events behind", ledger(config));
    }

    private static String ledger(BrokerConfig config) {
        return new ExchangeDoctor(config)
                .examine().all().stream()
                        .filter(finding -> finding.subject() == Subject.LEDGER)
                        .map(finding -> finding.what().english())
                        .findFirst()
                        .orElseThrow();
    }

    private static Properties properties(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private void theSystemOfAnAgency(int port, Page page) {
        String words = "was connected and is not any more";
        try (FaultyLine line = new FaultyLine(new AgencyId("H57"), new FaultPlan(0, Clock.systemUTC()), () -> port);
                ExchangeClient client = ExchangeClient.connect(at(line.port()))) {
            var inbox = client.inbox().onDocument(delivery -> {}).open();
            await().atMost(SOON).until(this::hueIsSeen);
            line.takeDown();
            assertThat(alerts(page)).containsText(words, WITHIN_SECONDS);
            line.mend();
            assertThat(page.locator(".over")).containsText(words, WITHIN_SECONDS);
            assertThat(alerts(page)).not().containsText(words, WITHIN_SECONDS);
            inbox.close();
        }
    }

    /** The exchange looks every two seconds who is there. */
    private boolean hueIsSeen() throws IOException {
        return AdministrationSocket.ask(
                        new DataFolder(folder.resolve("data")).administrationSocket(),
                        new MonitoringRequest.ListEndpointStates())
                .endpoints()
                .stream()
                .anyMatch(state -> state.connections() > 0);
    }

    private static void theExchange(ExchangeProcess exchange, Page page) {
        exchange.kill();
        assertThat(page.locator("#live")).containsText("The exchange has not answered since", WITHIN_SECONDS);
        exchange.startAgain();
        exchange.awaitReady();
        page.waitForURL("**/sign-in", new Page.WaitForURLOptions().setTimeout(40_000));
        enter(page);
        assertThat(alerts(page)).containsText("The exchange has just started", WITHIN_SECONDS);
    }

    private static Locator alerts(Page page) {
        return page.locator(".alerts");
    }

    private ClientConfig at(int port) {
        return ClientConfig.of("localhost", port, hue.keyStore().getParent());
    }

    private void prepare(Path data, Map<String, String> settings) {
        try (ExchangeFixture exchange = ExchangeFixture.start(data, settings)) {
            hue = exchange.endpoint("hue", "H57");
            exchange.broker().administration().users().add("lan", Role.OPERATOR, Scope.EVERYTHING, PASSWORD);
        }
    }

    private static Page signIn(Browser browser, String origin) {
        await().atMost(Duration.ofMinutes(1)) // the console listens a moment after the rest
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> answers(URI.create(origin)));
        Page page = browser.open(1366, 768, ColorScheme.LIGHT);
        page.navigate(origin + "/");
        enter(page);
        return page;
    }

    private static boolean answers(URI origin) throws IOException {
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            return socket.isConnected();
        }
    }

    private static void enter(Page page) {
        page.getByLabel("User name").fill("lan");
        page.getByLabel("Password").fill(PASSWORD);
        page.locator("button.main").first().click();
        assertThat(page.locator("h1")).hasText("Today");
    }
}
