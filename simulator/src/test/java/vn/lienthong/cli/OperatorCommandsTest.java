// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.testkit.Letters;

/** What operators ask and do, by the command line, at an exchange that runs. */
final class OperatorCommandsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private ExchangeFixture exchange;
    private ExchangeClient hue;
    private ExchangeClient government;

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(
                data, Map.of("redelivery.attempts", "2", "redelivery.delay", "1ms", "redelivery.longest-delay", "1ms"));
        hue = exchange.connect("hue", "H57");
        government = exchange.connect("government", "G22");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void track_shows_each_recipient_with_state_and_status() throws Exception {
        Document letter = Letters.letter("H57", "G22");
        hue.send(letter);

        Ran queued = run("track", letter.reference().orElseThrow(), "--json");
        assertThat(queued.exitCode()).as(queued.err()).isZero();
        assertThat(delivery(queued).get("state").asString()).isEqualTo("QUEUED");

        take();
        Ran delivered = run("track", letter.id().value(), "--from", "H57", "--json");
        assertThat(delivery(delivered).get("state").asString()).isEqualTo("DELIVERED");
        assertThat(delivery(delivered).get("status").asString()).isEqualTo(ProcessingStatus.ARRIVED.code());

        assertThat(run("track", letter.id().value()).out()).contains("G22", "government", "DELIVERED", "01");
        assertThat(run("track", letter.id().value(), "--from", "G22").exitCode())
                .isEqualTo(1);
        Ran unknown = run("track", "nothing like it", "--lang", "vi");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.out()).contains("không có văn bản này");
    }

    @Test
    void find_ignores_diacritics_and_filters() {
        Document letter = Letters.letter("H57", "G22");
        hue.send(letter);
        String subject = letter.subject();

        Ran found = run("find", unaccented(subject), "--to", "G22", "--state", "queued", "--json");

        assertThat(found.exitCode()).as(found.err()).isZero();
        assertThat(found.out()).contains(letter.id().value());
        assertThat(run("find", unaccented(subject), "--csv").out())
                .startsWith("\uFEFFaccepted,from,number")
                .contains(letter.id().value(), "1 QUEUED");
        assertThat(run("find", unaccented(subject), "--state", "delivered").exitCode())
                .isEqualTo(1);
    }

    @Test
    void check_is_balanced_and_the_ledger_keeps_up() {
        hue.send(Letters.letter("H57", "G22"));

        Ran check = run("check", "--json");
        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(check.json().get("balanced").asBoolean()).isTrue();
        assertThat(check.json().get("accepted").asLong()).isEqualTo(1);
        assertThat(run("check").out()).contains("queued 1", "balanced");
        assertThat(run("check", "--lang", "vi").out()).contains("khớp");

        assertThat(run("ledger", "rebuild").out()).contains("it will be complete");
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        run("ledger", "status", "--json").json().get("lag").asLong())
                .isZero());
        assertThat(run("check").exitCode()).isZero();
    }

    @Test
    void overdue_and_responses_are_reported() throws Exception {
        hue.send(Letters.letter("H57", "G22"));
        take();

        assertThat(run("overdue").out()).contains("nothing is overdue");
        assertThat(run("overdue", "--json").json().isEmpty()).isTrue();
        JsonNode report =
                run("responses", "--since", "2026-01-01", "--json").json().get(0);
        assertThat(report.get("agency").asString()).isEqualTo("G22");
        assertThat(report.get("delivered").asInt()).isEqualTo(1);
        assertThat(report.get("silent").asInt()).isEqualTo(1);
        assertThat(run("responses", "--since", "2026-01-01").out()).contains("G22", "P95");
    }

    @Test
    void responses_and_what_is_overdue_are_printed_as_sheets_in_both_languages() throws Exception {
        hue.send(Letters.letter("H57", "G22"));
        take();
        String year = String.valueOf(LocalDate.now(VietnamTime.ZONE).getYear());

        assertThat(run("responses", "--period", year, "--csv").out().lines())
                .containsExactly(
                        "\uFEFFagency,delivered,answered,silent,refused,answered (%),half answered within (working hours),"
                                + "95 % answered within (working hours)",
                        "G22,1,0,1,0,0,,");
        assertThat(run("overdue", "--csv", "--lang", "vi").out())
                .startsWith("\uFEFFhạn,quá hạn (giờ làm việc),độ khẩn,nơi gửi,mã văn bản");
    }

    @Test
    void health_tells_how_full_the_disk_is() {
        Ran health = run("health", "--json");

        assertThat(health.json().get("disk").get("percent").asInt()).isBetween(1, 100);
        assertThat(run("health").out()).contains("refuses from 88 %");
        assertThat(run("health", "--lang", "vi").out()).contains("từ chối từ 88 %");
    }

    @Test
    void a_report_is_on_one_period_in_one_form() {
        assertThat(run("responses").exitCode()).as("no period").isEqualTo(2);
        assertThat(run("responses", "--period", "2026", "--since", "2026-01-01").exitCode())
                .as("two periods")
                .isEqualTo(2);
        assertThat(run("responses", "--period", "2026-Q9").err()).contains("LT-O05", "2026-Q1");
        assertThat(run("responses", "--period", "2026", "--csv", "--json").exitCode())
                .as("two forms")
                .isEqualTo(2);
        assertThat(run("responses", "--period", "2020", "--json").json().isEmpty())
                .as("nothing was sent then")
                .isTrue();
    }

    @Test
    void dead_letters_are_listed_shown_and_retried() throws Exception {
        Document letter = Letters.letter("H57", "G22");
        hue.send(letter);
        die(1);

        JsonNode list = run("dead-letters", "list", "--json").json();
        assertThat(list.get("total").asLong()).isEqualTo(1);
        String id = list.get("letters").get(0).get("id").toString();
        assertThat(run("dead-letters", "list").out()).contains("LT-D05", "government", "G22");
        assertThat(run("dead-letters", "show", id).out()).contains(letter.id().value(), "LT-D05");
        assertThat(run("dead-letters", "show", "1").exitCode()).isEqualTo(1);

        Ran dry = run("dead-letters", "retry", "--endpoint", "government", "--dry-run");
        assertThat(dry.out()).contains("1 would be meant");
        assertThat(run("dead-letters", "retry").exitCode())
                .as("of nothing named")
                .isEqualTo(2);

        Ran retried = run("dead-letters", "retry", id, "--json");
        assertThat(retried.exitCode()).as(retried.err()).isZero();
        assertThat(retried.json().get("settled").asInt()).isEqualTo(1);
        take();
        assertThat(run("dead-letters", "list", "--lang", "vi").out()).contains("không có thư lỗi");
        assertThat(run("dead-letters", "jobs").out()).contains("retried", "done, 1/1");
        assertThat(run("check").exitCode()).isZero();
    }

    @Test
    void dead_letters_are_returned_with_a_reason_and_discarded() throws Exception {
        hue.send(Letters.letter("H57", "G22"));
        hue.send(Letters.letter("H57", "G22"));
        die(2);
        String first = run("dead-letters", "list", "--json")
                .json()
                .get("letters")
                .get(0)
                .get("id")
                .toString();

        assertThat(run("dead-letters", "return", first).exitCode())
                .as("without a reason")
                .isEqualTo(2);
        assertThat(run("dead-letters", "return", first, "--because", "tệp hỏng").exitCode())
                .isZero();
        Ran proposed = run("dead-letters", "discard", "--all", "--because", "thử");
        assertThat(proposed.out()).contains("discarded", "0/1", "waits for another operator");
        assertThat(proposed.err()).contains("lienthong dead-letters approve 2");
        assertThat(run("dead-letters", "approve", "2").err()).contains("LT-O03", "another operator agrees");
        exchange.broker().administration().deadLetters().approve(2, "another");
        assertThat(run("dead-letters", "jobs").out()).contains("discarded");
        await().untilAsserted(
                        () -> assertThat(run("dead-letters", "jobs").out()).contains("discarded: done, 1/1"));
        assertThat(exchange.messagesIn(Addresses.DEAD_LETTERS)).isZero();
        assertThat(run("check").exitCode()).isZero();
    }

    @Test
    void users_are_made_changed_and_removed_and_all_of_it_is_on_record() throws Exception {
        Path password = Files.writeString(data.resolve("password.txt"), "một mật khẩu dài\n");
        assertThat(run("user", "add", "lan", "--role", "operator", "--agency", "H57", "--password-file", "" + password)
                        .exitCode())
                .isZero();
        assertThat(run("user", "list").out()).contains("lan", "operator", "H57");
        assertThat(run("user", "change", "lan", "--role", "auditor").exitCode()).isZero();
        assertThat(run("user", "list", "--json").out()).contains("\"role\":\"auditor\",\"agencies\":[]");
        assertThat(run("user", "password", "lan", "--password-file", "" + Files.writeString(password, "kurz"))
                        .err())
                .contains("LT-O03", "12 to 256");
        assertThat(run("user", "change", "lan", "--role", "boss").err()).contains("no role");
        assertThat(run("user", "remove", "lan").exitCode()).isZero();

        String record = run("audit", "list").out();
        assertThat(record).contains("add-user", "change-user", "set-password", "REFUSED", "remove-user");
        assertThat(record).doesNotContain("mật khẩu");
        assertThat(run("audit", "list", "--action", "add-user").out()).doesNotContain("remove-user");
        assertThat(run("audit", "list", "--csv", "--lang", "vi").out())
                .startsWith("\uFEFFsố,lúc,người vận hành")
                .contains("add-user");
        assertThat(run("audit", "verify").out()).contains("5 entries", "unchanged");
        exchange.close();
        assertThat(run("audit", "verify", "--lang", "vi").out()).contains("5 mục", "nguyên vẹn");
    }

    @Test
    void what_has_been_kept_long_enough_is_shown_rehearsed_and_removed() throws Exception {
        exchange.close();
        exchange = ExchangeFixture.start(data, Map.of("retention.documents", "0s", "retention.events", "never"));
        hue = exchange.connect("hue", "H57");
        government = exchange.connect("government", "G22");
        Document letter = Letters.letter("H57", "G22");
        hue.send(letter);
        take();
        assertThat(run("retention", "show").out()).contains("documents", "0s", "events", "for ever", "90d", "next run");

        Ran dry = run("retention", "run", "--dry-run", "--class", "documents", "--json");
        assertThat(dry.exitCode()).as(dry.err()).isZero();
        assertThat(dry.json().get("classes").get(0).get("stock").get("count").asInt())
                .isEqualTo(1);
        assertThat(run("track", letter.id().value()).exitCode()).isZero();

        assertThat(run("retention", "run", "--class", "documents,expired").out())
                .contains("REMOVED", "documents");
        assertThat(run("track", letter.id().value()).exitCode()).isEqualTo(1);
        assertThat(run("check").exitCode()).isZero();
        JsonNode shown = run("retention", "show", "--json").json();
        assertThat(shown.get("runs").asInt()).isEqualTo(1);
        assertThat(shown.get("last").get("operator").asString()).isEqualTo(System.getProperty("user.name"));
        assertThat(run("retention", "show", "--lang", "vi").out()).contains("mãi mãi", "lần chạy tới");
        assertThat(run("retention", "run", "--class", "inboxes").exitCode()).isEqualTo(2);
    }

    @Test
    void a_list_of_agencies_is_planned_applied_and_exported() throws Exception {
        Path list = Files.writeString(data.resolve("list.csv"), "code,name\nH57.77,Sở mới\nH57.78,\n");
        Ran bad = run("directory", "plan", list.toString());
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.out()).contains("LT-O20", "line 3", "added 1");
        assertThat(run("directory", "apply", list.toString()).err()).contains("LT-O20");
        assertThat(run("agency", "show", "H57.77").exitCode()).isEqualTo(1);

        Files.writeString(list, "code,name\nH57.77,Sở mới\n");
        assertThat(run("directory", "apply", list.toString(), "--lang", "vi").out())
                .contains("thêm 1");
        assertThat(run("agency", "show", "H57.77").out()).contains("Sở mới");
        assertThat(run("directory", "history", "H57.77").out()).contains("H57.77", System.getProperty("user.name"));

        Path exported = data.resolve("exported.csv");
        assertThat(run("directory", "export", exported.toString()).exitCode()).isZero();
        assertThat(run("directory", "plan", exported.toString()).out()).contains("added 0", "problems 0", "moved 0");
        assertThat(run("directory", "plan", "nowhere.csv").err()).contains("LT-D02");
    }

    private Ran run(String... arguments) {
        return Ran.command(Stream.concat(Arrays.stream(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new));
    }

    private static JsonNode delivery(Ran track) {
        return track.json().get(0).get("deliveries").get(0);
    }

    private void take() {
        AtomicBoolean taken = new AtomicBoolean();
        Inbox inbox = government
                .inbox()
                .onDocument(delivery -> {
                    delivery.acknowledge();
                    taken.set(true);
                })
                .open();
        await().atMost(SOON).untilTrue(taken);
        inbox.close();
    }

    /** The government's system fails on the letters that were sent to it until they are dead. */
    private void die(long letters) {
        Inbox inbox = government.inbox().onDocument(Delivery::release).open();
        await().atMost(SOON).until(() -> exchange.messagesIn(Addresses.DEAD_LETTERS) == letters);
        inbox.close();
    }

    private static String unaccented(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd');
    }
}
