// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.testkit.Letters;

final class WorkbenchTest {
    private static Workbench bench;
    private static WorkbenchServer server;
    private static WorkbenchHttp http;

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
    void a_tester_without_java_waits_for_what_the_system_sends_and_sees_its_file()
            throws IOException, InterruptedException {
        try (ExchangeClient system = ExchangeClient.connect(ClientConfig.load(bench.clientFile()))) {
            var letter = Letters.letter("H29", "G22");
            system.send(letter);

            JsonNode came =
                    http.get("/api/await?at=G22&number=" + letter.reference().orElseThrow() + "&timeout=20s", 200);

            assertThat(came.path("document").asString()).isEqualTo(letter.id().value());
            assertThat(came.path("what").asString()).isEqualTo("new");
            assertThat(came.path("attachments")).hasSize(1);
            assertThat(http.text("/api/messages/" + came.path("number").asInt() + "/file"))
                    .contains("<edXML:Subject>");
            JsonNode tracked = http.get(
                    "/api/documents?from=H29&document=" + encoded(letter.id().value()), 200);
            assertThat(tracked.path("deliveries")).hasSize(1);
        }
    }

    @Test
    void the_system_is_sent_to_and_what_it_answers_is_heard() throws IOException, InterruptedException {
        try (ExchangeClient system = ExchangeClient.connect(ClientConfig.load(bench.clientFile()));
                Inbox inbox = system.inbox()
                        .onDocument(delivery -> delivery.acknowledge())
                        .open()) {
            JsonNode sent = http.post(
                    "/api/send",
                    "{\"from\":\"G12\",\"to\":[],\"operation\":\"new\",\"document\":null,\"subject\":\"\",\"urgency\":3,\"size\":\"30kb\",\"times\":2}",
                    200);
            assertThat(sent).hasSize(2);

            for (JsonNode id : sent) {
                JsonNode heard =
                        http.get("/api/await?at=G12&what=01&document=" + encoded(id.asString()) + "&timeout=20s", 200);
                assertThat(heard.path("from").asString()).isEqualTo("H29");
            }
            assertThat(inbox.unsettled()).isZero();
        }
    }

    @Test
    void reactions_and_faults_are_set_and_faults_are_told() throws IOException, InterruptedException {
        http.post("/api/reactions", "{\"agency\":\"G22\",\"reaction\":\"refuse sai thể thức\"}", 200);
        http.post(
                "/api/faults",
                "{\"agency\":\"H29\",\"stage\":\"accept\",\"effect\":\"refuse LT-R22\",\"after\":0,\"times\":1,\"probability\":1}",
                200);
        try (ExchangeClient system = ExchangeClient.connect(
                ClientConfig.load(bench.clientFile()).withOutbox(Files.createTempDirectory("outbox")))) {
            var letter = Letters.letter("H29", "G22");
            system.send(letter);
            http.get("/api/await?at=G22&document=" + encoded(letter.id().value()) + "&timeout=20s", 200);
            assertThat(http.get("/api/faults", 200).toString()).contains("refuse LT-R22");
        } finally {
            http.delete("/api/faults");
        }
    }

    @Test
    void a_fault_begins_and_ends_on_the_clock_of_the_exchange() throws IOException, InterruptedException {
        http.post("/api/clock", "{\"clock\":\"freeze\"}", 200);
        try {
            http.post(
                    "/api/faults",
                    "{\"stage\":\"status\",\"effect\":\"drop\",\"agency\":\"G22\",\"from\":\"10s\",\"until\":\"1m\"}",
                    200);
            assertThat(standing()).isEqualTo("G22 status drop from 10000ms until 60000ms");
            http.post("/api/clock", "{\"clock\":\"advance 20s\"}", 200);
            assertThat(standing()).isEqualTo("G22 status drop until 40000ms");
            http.post("/api/clock", "{\"clock\":\"advance 40s\"}", 200);
            assertThat(http.get("/api/faults/standing", 200)).isEmpty();
        } finally {
            http.post("/api/clock", "{\"clock\":\"run 1\"}", 200);
            http.delete("/api/faults");
        }
    }

    private static String standing() throws IOException, InterruptedException {
        JsonNode standing = http.get("/api/faults/standing", 200);
        assertThat(standing).hasSize(1);
        return standing.path(0).path("fault").asString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /api/clock     | {"clock":"backwards"}                 | freeze, run FACTOR
                    /api/line      | {"line":"sideways"}                   | cut, down or up
                    /api/reactions | {"agency":"G22","reaction":"dance"}   | no reaction: dance
                    /api/reactions | {"agency":"H99","reaction":"take"}    | not H99
                    /api/send      | {"from":"G22","to":[],"operation":"burn","document":"x","subject":"","urgency":0,"size":"1kb","times":1} | new, recall or update
                    /api/send      | {"from":"G22","to":[],"operation":"new","document":null,"subject":"","urgency":0,"size":"9gb","times":1}  | up to 1gb
                    /api/send      | {"from":"G22","opration":"recall"}    | Unrecognized property "opration"
                    /api/send      | {"from":"G22","operation":"recall"}   | document is missing
                    /api/again     | {"document":"x"}                      | no new of x was sent from here
                    /api/expect    | {"what":"06","within":"soon"}         | a time such as 30s
                    /api/expect    | {"what":"06","within":"999999d"}      | within a day at most
                    /api/faults    | {"stage":"deliver","effect":"explode"} | an effect is delay TIME
                    /api/faults    | {"stage":"accept","effect":"reorder"} | reorder cannot happen at the stage accept
                    /api/faults    | {"stage":"accept","effect":"drop","agency":"H99"} | not H99
                    /api/faults    | {"stage":"accept","effect":"drop","from":"soon"}  | from is a time such as 30s
                    /api/faults    | {"stage":"accept","effect":"drop","from":"9s","until":"3s"} | over (until) after it begins
                    /api/faults    | {"stage":"accept","effect":"drop","probability":1.5} | a probability is 0 to 1
                    /api/faults    | {"stage":"accept","effect":"drop","times":-1}     | times is a number, not -1
                    /api/copies    | {"action":"dance","with":{}}          | no action is called dance
                    /api/copies    | {"with":{}}                           | no action is called null
                    /api/send      | null                                  | the request says nothing
                    /api/sessions  | {}                                    | this is not a recorded session
                    /api/replay?number=9         | {}                      | no session has the number 9
                    /api/replay?number=1&speed=0 | {}                      | a speed is more than 0
                    /api/replay    | {}                                    | number is missing
                    /api/send      | {not json                             | Unexpected character
                    """)
    void what_is_not_understood_is_told(String path, String body, String told)
            throws IOException, InterruptedException {
        assertThat(http.post(path, body, 400).path("problem").asString()).contains(told);
    }

    @Test
    void nothing_in_time_is_said_as_such() throws IOException, InterruptedException {
        assertThat(http.get("/api/await?at=H99&timeout=50ms", 408)
                        .path("problem")
                        .asString())
                .contains("nothing of the kind");
    }

    @Test
    void pages_of_elsewhere_can_make_it_do_nothing() throws IOException, InterruptedException {
        assertThat(http.status("/api/restart", "text/plain", "{}")).isEqualTo(403);
    }

    @Test
    void every_route_is_described_and_every_description_has_a_route() throws IOException, InterruptedException {
        JsonNode described = http.get("/openapi.json", 200);
        Set<String> paths = new TreeSet<>();
        described.path("paths").propertyNames().forEach(paths::add);

        Set<String> routes = new TreeSet<>();
        Matcher route =
                Pattern.compile("\"(/api/[^\"]+)\"").matcher(source("WorkbenchServer") + source("SessionRoutes"));
        while (route.find()) {
            routes.add(route.group(1));
        }
        assertThat(paths).isEqualTo(routes).isNotEmpty();
    }

    private static String source(String name) throws IOException {
        return Files.readString(Path.of("src/main/java/vn/lienthong/workbench/" + name + ".java"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
