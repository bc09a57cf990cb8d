// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.edxml.ProcessingStatus;

/** What a tester did, kept, done again and compared. */
final class SessionTest {
    private static final String HEADING =
            "{'format':'lienthong-session','version':1,'own':'H29','agencies':['G22'],'pace':20,'seed':0}";
    private static Workbench bench;
    private static WorkbenchServer server;
    private static WorkbenchHttp http;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        bench = new Workbench(new Workbench.Setting("H29", List.of("G22", "G12"), Duration.ofMillis(20), 0));
        server = new WorkbenchServer(bench, 0);
        http = new WorkbenchHttp(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
        bench.close();
    }

    @Test
    void a_replay_of_a_good_system_is_equal_and_one_of_a_system_that_leaves_out_a_status_shows_just_that()
            throws IOException, InterruptedException {
        int recorded = number(http.post("/api/session", "{}", 200));
        try (SystemUnderTest good = new SystemUnderTest(bench, ProcessingStatus.RECEIVED, ProcessingStatus.COMPLETED)) {
            testerAtWork();
            JsonNode result = replayed(recorded, "20s");

            assertThat(result.path("comparison").path("differences")).isEmpty();
            assertThat(result.path("comparison").path("sameActions").asBoolean())
                    .isTrue();
            assertThat(result.path("problems")).isEmpty();
            assertThat(result.path("missed").asInt()).isZero();
            assertThat(good.taken()).hasSize(4).doesNotHaveDuplicates();
            JsonNode compared = http.get(
                    "/api/compare?first=" + recorded + "&second="
                            + result.path("session").asInt(),
                    200);
            assertThat(compared.path("equal").asBoolean()).isTrue();
        }
        try (SystemUnderTest bad = new SystemUnderTest(bench, ProcessingStatus.RECEIVED)) {
            JsonNode result = replayed(recorded, "3s");

            assertThat(bad.taken()).hasSize(2);
            assertThat(result.path("missed").asInt()).isEqualTo(1);
            assertThat(result.path("comparison")
                            .path("differences")
                            .valueStream()
                            .map(JsonNode::toString))
                    .containsExactly(
                            "{\"kind\":\"MISSING\",\"at\":\"G22\",\"document\":\"sent 1\",\"what\":\"06\"}",
                            "{\"kind\":\"MISSING\",\"at\":\"G22\",\"document\":\"sent 2\",\"what\":\"06\"}");
        }
    }

    /** Sends, expects, waits and recalls as a person at the page does. */
    private static void testerAtWork() throws IOException, InterruptedException {
        http.post("/api/faults", "{'stage':'status','effect':'duplicate','agency':'G12'}".replace('\'', '"'), 200);
        String window = "{'stage':'deliver','effect':'duplicate','after':9,'probability':0.5,'from':'1s','until':'9m'}";
        http.post("/api/faults", window.replace('\'', '"'), 200);
        http.post("/api/expect", "{\"at\":\"G22\",\"what\":\"06\",\"within\":\"20s\"}", 200);
        JsonNode sent = http.post("/api/send", "{\"from\":\"G22\",\"times\":2}", 200);
        for (JsonNode id : sent) {
            came("06", id.asString());
        }
        http.post("/api/faults", "{\"stage\":\"accept\",\"effect\":\"refuse LT-R05\",\"agency\":\"G12\"}", 200);
        http.post("/api/send", "{\"from\":\"G12\"}", 400);
        http.post("/api/line", "{\"line\":\"cut\"}", 200);
        http.post("/api/clock", "{\"clock\":\"advance 1m\"}", 200);
        String first = sent.path(0).asString();
        http.post(
                "/api/send",
                "{\"from\":\"G22\",\"operation\":\"recall\",\"subject\":\"nhầm\",\"document\":\"" + first + "\"}",
                200);
        came("15", first);
        http.delete("/api/faults");
    }

    private static void came(String what, String document) throws IOException, InterruptedException {
        http.get(
                "/api/await?at=G22&what=" + what + "&timeout=20s&document="
                        + URLEncoder.encode(document, StandardCharsets.UTF_8),
                200);
    }

    private static JsonNode replayed(int session, String patience) throws IOException, InterruptedException {
        http.post("/api/replay?number=" + session + "&speed=100&patience=" + patience, "", 200);
        return http.get("/api/replay?timeout=180s", 200).path("result");
    }

    private static int number(JsonNode answer) {
        return answer.path("number").asInt();
    }

    @Test
    void a_session_holds_no_secret_of_this_machine() throws IOException, InterruptedException {
        Path file = folder.resolve("session.jsonl");
        bench.record(file);
        Path keys = bench.clientFile().getParent();
        String password = Files.readString(keys.resolve("password")).strip();
        String pem = Files.readString(keys.resolve("key.pem")).strip();
        int line = bench.about().port();
        try (SystemUnderTest system = new SystemUnderTest(bench)) {
            String id = http.post(
                            "/api/send",
                            "{\"from\":\"G22\",\"subject\":\"xem " + keys + "/keys.p12 và /home/an/khoa.p12\"}",
                            200)
                    .path(0)
                    .asString();
            came("01", id);
            system.report(
                    "G22",
                    id,
                    ProcessingStatus.REFUSED,
                    "lỗi " + keys.resolve("keys.p12") + " password=abc123 " + password + " " + pem + " localhost:"
                            + line + " C:\\Users\\an\\khoa.p12 tmp " + System.getProperty("java.io.tmpdir"));
            came("02", id);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Files.readString(file)).isEqualTo(http.text("/api/session")));
        String all = String.join("\n", strings(Files.readAllLines(file)));
        assertThat(all).contains("lỗi [path] password=[secret] [secret] [secret] localhost:[port] [path] tmp [path]");
        assertThat(all)
                .contains("xem [path] và [path]")
                .doesNotContain(password, "abc123", "PRIVATE KEY", keys.toString(), "khoa.p12", "java.io")
                .doesNotContain(System.getProperty("java.io.tmpdir"), System.getProperty("user.home"))
                .doesNotContain(Integer.toString(line), ":" + server.port());
    }

    private static List<String> strings(List<String> lines) {
        List<String> found = new ArrayList<>();
        lines.forEach(line -> strings(JsonMapper.shared().readTree(line), found));
        return found;
    }

    private static void strings(JsonNode node, List<String> found) {
        if (node.isString()) {
            found.add(node.asString());
        }
        node.forEach(one -> strings(one, found));
    }

    @Test
    void what_is_expected_is_met_or_missed_beside_what_came_instead() throws IOException, InterruptedException {
        try (SystemUnderTest system = new SystemUnderTest(bench, ProcessingStatus.RECEIVED)) {
            http.post("/api/expect", "{\"at\":\"G12\",\"from\":\"H29\",\"what\":\"03\",\"within\":\"20s\"}", 200);
            JsonNode waiting = http.post("/api/expect", "{\"at\":\"G12\",\"what\":\"05\",\"within\":\"1s\"}", 200);
            assertThat(waiting.valueStream().map(one -> one.path("state").asString()))
                    .endsWith("waiting", "waiting");
            http.post("/api/send", "{\"from\":\"G12\"}", 200);

            List<JsonNode> settled =
                    http.get("/api/expectations?timeout=30s", 200).valueStream().toList();
            JsonNode met = settled.get(settled.size() - 2);
            JsonNode missed = settled.get(settled.size() - 1);
            assertThat(met.path("state").asString()).isEqualTo("met");
            assertThat(met.path("met").path("what").asString()).isEqualTo("03");
            assertThat(missed.path("state").asString()).isEqualTo("missed");
            assertThat(missed.path("instead").valueStream().map(one -> one.path("what")
                            .asString()))
                    .contains("01", "03");
            assertThat(system.taken()).hasSize(1);
        }
    }

    /** The document that the system sends next of its own. */
    private static JsonNode answerAfter(int mark) throws IOException, InterruptedException {
        return http.get("/api/await?at=G22&from=H29&what=new&timeout=20s&since=" + mark, 200);
    }

    @Test
    void what_was_sent_is_sent_again_as_the_same_or_as_another() throws IOException, InterruptedException {
        try (SystemUnderTest system = new SystemUnderTest(bench)) {
            String id = http.post("/api/send", "{\"from\":\"G22\",\"subject\":\"gửi lại\"}", 200)
                    .path(0)
                    .asString();
            String again = "{\"document\":\"" + id + "\",\"as\":\"";
            assertThat(http.post("/api/again", again + "same\"}", 200).path(0).asString())
                    .isEqualTo(id);
            String other =
                    http.post("/api/again", again + "new\"}", 200).path(0).asString();
            came("01", other);

            assertThat(system.taken()).containsExactly(id, other);
            assertThat(http.get("/api/sent", 200).valueStream().map(one -> one.path("document")
                            .asString()))
                    .contains(id, other);
        }
    }

    @Test
    void a_replay_reports_on_the_document_that_the_system_sent_this_time_and_replaces_the_one_sent_this_time()
            throws IOException, InterruptedException {
        int recorded = number(http.post("/api/session", "{}", 200));
        int mark = bench.log().last();
        try (SystemUnderTest system = new SystemUnderTest(bench, ProcessingStatus.RECEIVED)) {
            String sent =
                    http.post("/api/send", "{\"from\":\"G22\"}", 200).path(0).asString();
            JsonNode answer = answerAfter(mark);
            came("03", sent);
            String own = answer.path("document").asString();
            http.post("/api/report", "{\"from\":\"G22\",\"document\":\"" + own + "\",\"status\":\"05\"}", 200);
            String order =
                    "{\"from\":\"G22\",\"operation\":\"replace\",\"subject\":\"sai\",\"document\":\"" + sent + "\"}";
            String fresh = http.post("/api/send", order, 200).path(0).asString();
            answerAfter(answer.path("number").asInt());
            came("03", fresh);
            http.post(
                    "/api/report",
                    "{\"from\":\"G22\",\"document\":\"" + sent + "\",\"status\":\"13\",\"reason\":\"nhầm\"}",
                    200);

            JsonNode result = replayed(recorded, "20s");

            assertThat(result.path("problems")).isEmpty();
            assertThat(result.path("comparison").path("sameActions").asBoolean())
                    .isTrue();
            assertThat(result.path("comparison").path("differences")).isEmpty();
            assertThat(system.taken()).contains(sent);
            String now = bench.recorder()
                    .text(Optional.of(result.path("session").asInt()))
                    .lines()
                    .filter(line -> line.contains("\"action\":\"re") || line.contains("\"operation\":\"replace\""))
                    .collect(Collectors.joining("\n"));
            assertThat(now)
                    .contains("\"status\":\"05\"", "\"status\":\"13\"", "\"replace\"")
                    .doesNotContain(sent, own);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                             | this is not a recorded session
                    {"format":"pact","version":1}                  | this is not a recorded session
                    HEADING2                                       | version 2 cannot be read
                    HEADING;{"after":1,"action":"dance","with":{}} | line 2 of the session: no action is called dance
                    HEADING;{"after":1}                            | line 2 of the session: it is neither
                    HEADING;{"after":1,"action":"line","with":{"lines":"up"}} | line 2 of the session: Unrecognized property
                    HEADING;{"after":1,"came":{"at":"G22"}}        | a message says at, from
                    HEADING;{                                      | line 2 of the session
                    HEADING;null                                   | line 2 of the session: it says nothing
                    """)
    void a_file_that_is_no_session_is_refused_with_its_line(String text, String told) {
        String file = text.replace("HEADING2", HEADING.replace(":1,", ":2,"))
                .replace("HEADING", HEADING)
                .replace('\'', '"')
                .replace(';', '\n');
        assertThatThrownBy(() -> Session.read(file)).hasMessageContaining(told);
    }

    @Test
    void a_long_session_is_brought_along() throws IOException, InterruptedException {
        String[] lines =
                Collections.nCopies(20_000, status("03", "một lời dài hơn")).toArray(new String[0]);

        int number = number(http.post("/api/sessions", session(lines), 200));

        JsonNode kept = http.get("/api/sessions", 200).path(number - 1);
        assertThat(kept.path("messages").asInt()).isEqualTo(lines.length);
        assertThat(kept.path("origin").asString()).isEqualTo("file");
    }

    @Test
    void another_order_more_and_different_are_told_apart() {
        String first = session(status("03", "a 1"), status("05", ""), status("06", "sổ 7"));
        String second = session(status("05", ""), status("03", "a 2"), status("06", "sai 8"), status("06", ""));

        assertThat(SessionComparison.of(Session.read(first), Session.read(second))
                        .differences())
                .extracting(one -> one.kind() + " " + one.what())
                .containsExactly("MORE 06", "ORDER 03 05 06", "DIFFERENT 06");
    }

    private static String session(String... lines) {
        return (HEADING + "\n" + String.join("\n", lines)).replace('\'', '"');
    }

    private static String status(String code, String why) {
        return "{'after':5,'came':{'at':'G22','from':'H29','kind':'status','document':'d','what':'" + code
                + "','subject':'" + why + "','attempt':1}}";
    }
}
