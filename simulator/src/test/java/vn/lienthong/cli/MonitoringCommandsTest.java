// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.testkit.Letters;

/** What the console shows and does beside documents, by the command line, at an exchange that runs. */
final class MonitoringCommandsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private ExchangeFixture exchange;
    private ExchangeClient hue;

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(data, Map.of("disk.alarm", "1"));
        hue = exchange.connect("hue", "H57");
        exchange.endpoint("government", "G22");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void alerts_are_listed_seen_to_and_silenced_and_that_is_on_record() {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(run("alerts", "list").out()).contains("exchange-started", "disk-scarce"));
        Ran list = run("alerts", "list");
        assertThat(list.exitCode()).as("nothing critical").isZero();
        assertThat(list.out()).contains("Warning", "The disk gets full");
        assertThat(run("alerts", "list", "--lang", "vi").out()).contains("Cảnh báo", "đang xảy ra");

        assertThat(run("alerts", "acknowledge", "disk-scarce").out())
                .contains(System.getProperty("user.name") + " sees to it");
        assertThat(run("alerts", "silence", "disk-scarce", "--for", "8h").exitCode())
                .as("without a reason")
                .isEqualTo(2);
        assertThat(run("alerts", "silence", "disk-scarce", "--for", "8h", "--because", "đĩa mới ngày mai")
                        .out())
                .contains("silenced for 8 h");
        Ran after = run("alerts", "list");
        assertThat(after.out()).doesNotContain("disk-scarce");
        assertThat(after.err()).contains("1 silenced; see them with --all");
        assertThat(run("alerts", "list", "--all").out()).contains("disk-scarce", "silenced");
        JsonNode json = run("alerts", "list", "--json").json();
        assertThat(json.get("silences").get(0).get("reason").asString()).isEqualTo("đĩa mới ngày mai");
        assertThat(run("alerts", "list", "--all", "--csv", "--lang", "vi").out())
                .startsWith("\uFEFFmức độ,tình trạng")
                .contains("disk-scarce");

        assertThat(run("alerts", "acknowledge", "no-such-alert").err()).contains("LT-O03", "no-such-alert");
        assertThat(run("audit", "list").out())
                .contains("acknowledge-alert", "silence-alert", "đĩa mới ngày mai", "REFUSED");
    }

    @Test
    void queues_are_looked_into_and_a_body_is_opened_on_record() {
        Document letter = Letters.letter("H57", "G22");
        hue.send(letter);
        exchange.awaitMessages("inbox.government", 1);

        JsonNode message =
                run("queues", "browse", "inbox.government", "--json").json().get(0);
        String id = message.get("id").toString();
        assertThat(run("queues", "browse", "inbox.government").out())
                .contains(id, letter.reference().orElseThrow(), "H57", "waiting");
        assertThat(run("queues", "browse", "inbox.government", "--csv", "--lang", "vi")
                        .out())
                .startsWith("\uFEFFmã,loại,số ký hiệu")
                .contains("đang chờ");
        assertThat(run("queues", "browse", "inbox.government", "--skip", "1").out())
                .contains("it is empty");
        assertThat(run("queues", "browse", "inbox.nobody").err()).contains("LT-O03", "inbox.nobody");
        assertThat(run("queues", "--csv").out()).contains("inbox.government,1,0,0,0,");

        Ran body = run("queues", "body", "inbox.government", id, "--because", "kiểm tra");
        assertThat(body.out()).contains("edXML", letter.id().value());
        assertThat(body.err()).contains("on record");
        assertThat(run("audit", "list", "--action", "open-body").out()).contains("inbox.government", id);
        assertThat(run("queues", "body", "inbox.government", "1", "--because", "kiểm tra")
                        .err())
                .contains("LT-O03");
        assertThat(exchange.messagesIn("inbox.government"))
                .as("looking takes nothing out")
                .isOne();
        assertThat(run("check").exitCode()).isZero();
    }

    @Test
    void endpoints_are_shown_as_on_the_wall() {
        hue.send(Letters.letter("H57", "G22"));

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        run("endpoint", "states", "--condition", "silent").out())
                .contains("government", "not connected, documents wait"));
        assertThat(run("endpoint", "states", "--condition", "online", "--json").out())
                .contains("\"condition\":\"ONLINE\"", "\"hue\"", "\"software\":[\"Lienthong ")
                .doesNotContain("government");
        assertThat(run("endpoint", "states", "--csv", "--lang", "vi").out())
                .startsWith("\uFEFFhệ thống,tình trạng")
                .contains("văn bản đang chờ");
        assertThat(run("endpoint", "states", "--condition", "asleep").exitCode())
                .isEqualTo(2);
    }

    @Test
    void what_passed_is_shown_for_an_hour_a_day_and_a_week() {
        for (String span : new String[] {"hour", "day", "week"}) {
            Ran flow = run("flow", "--span", span, "--json");
            assertThat(flow.exitCode()).as(flow.err()).isZero();
            assertThat(flow.json().size()).as(span).isGreaterThan(50);
        }
        assertThat(run("flow").out()).contains("nothing passed");
        assertThat(run("flow", "--csv", "--lang", "vi").out().lines()).hasSize(61);
        assertThat(run("flow", "--span", "year").exitCode()).isEqualTo(2);
    }

    @Test
    void the_exchange_says_what_it_is_without_its_secrets() throws Exception {
        Ran system = run("system", "show", "--settings");
        assertThat(system.exitCode()).as(system.err()).isZero();
        assertThat(system.out()).contains("Journal", "files", "Ledger", "events behind", "Disk", "redelivery");
        assertThat(run("system", "show", "--lang", "vi").out())
                .contains("Sổ cái", "Đĩa")
                .doesNotContain("redelivery");
        assertThat(run("system", "show", "--json")
                        .json()
                        .get("journal")
                        .get("bytes")
                        .asLong())
                .isPositive();
        assertThat(run("system", "show", "--csv").out()).startsWith("\uFEFFwhat,value");

        Path file = data.resolve("diagnostics.zip");
        assertThat(run("system", "diagnostics", "--to", file.toString()).out()).contains("written");
        assertThat(parts(file)).containsExactly("alerts.json", "endpoints.json", "queues.json", "system.json");
        assertThat(run("system", "diagnostics", "--to", file.toString()).err())
                .as("not over another file")
                .contains("LT-D02");
    }

    private static Set<String> parts(Path file) throws Exception {
        Set<String> parts = new TreeSet<>();
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                parts.add(part.getName());
            }
        }
        return parts;
    }

    @Test
    void text_of_others_does_not_steer_the_terminal() {
        assertThat(PrintableText.of("a\u001b[2Jb\u009b1m\nđ\t")).isEqualTo("a\uFFFD[2Jb\uFFFD1m\nđ\t");
    }

    @Test
    void without_an_exchange_the_commands_say_so() {
        exchange.close();
        assertThat(run("alerts", "list").exitCode()).isEqualTo(3);
        assertThat(run("system", "show").err()).contains("LT-O02", "lienthong serve");
    }

    private Ran run(String... arguments) {
        return Ran.command(Stream.concat(Arrays.stream(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new));
    }
}
