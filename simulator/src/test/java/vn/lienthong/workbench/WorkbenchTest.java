// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Replacement;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.orders.Sha256;
import vn.lienthong.testkit.Letters;

final class WorkbenchTest {
    private static final Duration SOON = Duration.ofSeconds(60);

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
            await().atMost(SOON).until(inbox::unsettled, left -> left == 0); // a moment after the exchange knows it
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
                    /api/send      | {"from":"G22","to":[],"operation":"burn","document":"x","subject":"","urgency":0,"size":"1kb","times":1} | new, recall, update or replace
                    /api/send      | {"from":"G22","to":[],"operation":"new","document":null,"subject":"","urgency":0,"size":"9gb","times":1}  | up to 1gb
                    /api/send      | {"from":"G22","opration":"recall"}    | Unrecognized property "opration"
                    /api/send      | {"from":"G22","operation":"recall"}   | document is missing
                    /api/send      | {"from":"G22","operation":"replace"}  | document is missing: which is it to replace
                    /api/send      | {"from":"G22","times":1001}           | times is 1 to 1000
                    /api/send      | {"from":"G22","urgency":5}            | urgency is 0 to 4
                    /api/report    | {"from":"H99","document":"x","status":"01"} | not H99
                    /api/report    | {"from":"G22","document":"x","status":"07"} | a status is one of
                    /api/report    | {"from":"G22","status":"03"}          | document is missing: which is the status about
                    /api/report    | {"from":"G22","document":"x","status":"02"} | status 02 (refused) needs a reason
                    /api/report    | {"from":"G22","document":"x","status":"03"} | no x of H29 came to G22
                    /api/report    | {"from":"G22","document":"x","status":"13","reason":"r"} | G22 sent no x to H29
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /api/send   | {"from":"G22","operation":"replace"}        | thay thế văn bản nào
                    /api/send   | {"from":"G22","operation":"burn"}           | nghiệp vụ là new, recall, update hoặc replace
                    /api/report | {"from":"G22","document":"x","status":"16"} | cần có lý do
                    /api/report | {"from":"G22","document":"x","status":"06"} | chưa có văn bản x nào của H29 đến G22
                    /api/report | {"from":"G12","document":"x","status":"13","reason":"r"} | G12 chưa gửi văn bản x nào đến H29
                    /api/again  | {"document":"x","operation":"03"}           | chưa gửi 03 nào của x từ đây
                    """)
    void what_cannot_be_sent_is_told_in_vietnamese_as_well(String path, String body, String told)
            throws IOException, InterruptedException {
        assertThat(http.post(path, body, 400).path("vi").asString()).contains(told);
    }

    @Test
    void what_the_exchange_refuses_is_told_in_both_languages() throws IOException, InterruptedException {
        http.post("/api/faults", "{\"agency\":\"G12\",\"stage\":\"accept\",\"effect\":\"refuse LT-R05\"}", 200);
        try {
            JsonNode refused = http.post("/api/send", "{\"from\":\"G12\"}", 400);
            assertThat(refused.path("problem").asString()).contains("LT-R05");
            assertThat(refused.path("vi").asString())
                    .contains("LT-R05")
                    .isNotEqualTo(refused.path("problem").asString());
        } finally {
            http.delete("/api/faults");
        }
    }

    @Test
    void a_replacement_names_the_document_that_it_replaces() throws IOException, InterruptedException {
        BlockingQueue<Document> documents = new LinkedBlockingQueue<>();
        try (ExchangeClient system = ExchangeClient.connect(ClientConfig.load(bench.clientFile()));
                Inbox inbox = system.inbox()
                        .onDocument(delivery -> {
                            delivery.acknowledge();
                            documents.add(delivery.document());
                        })
                        .open()) {
            String old =
                    http.post("/api/send", "{\"from\":\"G22\"}", 200).path(0).asString();
            String order =
                    "{\"from\":\"G22\",\"operation\":\"replace\",\"subject\":\"sai\",\"urgency\":4,\"document\":\""
                            + old + "\"}";
            String fresh = http.post("/api/send", order, 200).path(0).asString();

            Document replacement = taken(documents, id -> id.equals(fresh));

            assertThat(fresh).isNotEqualTo(old);
            assertThat(replacement.operation()).isEqualTo(Operation.REPLACE);
            assertThat(replacement.urgency()).isEqualTo(Urgency.TIMED_EXPRESS);
            assertThat(replacement.header().business().orElseThrow().replacements())
                    .containsExactly(new Replacement(new DocumentId(old), List.of("H29")));
            await().atMost(SOON).until(inbox::unsettled, left -> left == 0); // a moment after the exchange knows it
        }
    }

    @Test
    void statuses_about_what_the_system_sent_and_got_reach_it_and_can_be_said_again()
            throws IOException, InterruptedException {
        BlockingQueue<StatusUpdate> statuses = new LinkedBlockingQueue<>();
        try (ExchangeClient system = ExchangeClient.connect(ClientConfig.load(bench.clientFile()));
                Inbox inbox = system.inbox()
                        .onDocument(Delivery::acknowledge)
                        .onStatus(statuses::add)
                        .open()) {
            Document letter = Letters.letter("H29", "G12");
            system.send(letter);
            http.get("/api/await?at=G12&document=" + encoded(letter.id().value()) + "&timeout=20s", 200);
            report("G12", letter.id().value(), "16", "không đồng ý");
            StatusUpdate heard = heard(statuses, ProcessingStatus.NOT_AGREED);
            assertThat(heard.document()).isEqualTo(letter.id());
            assertThat(heard.description()).contains("không đồng ý");
            assertThat(heard.message().responseFor().code()).isEqualTo(letter.reference());

            String sent =
                    http.post("/api/send", "{\"from\":\"G22\"}", 200).path(0).asString();
            report("G22", sent, "13", "gửi nhầm");
            http.post(
                    "/api/again",
                    "{\"document\":\"" + sent + "\",\"operation\":\"13\",\"as\":\"new\",\"from\":\"G22\"}",
                    200);
            for (int said = 0; said < 2; said++) {
                assertThat(heard(statuses, ProcessingStatus.TAKE_BACK_ASKED).document())
                        .isEqualTo(new DocumentId(sent));
            }
            assertThat(http.get("/api/sent", 200).valueStream().map(one -> one.path("operation")
                            .asString()))
                    .contains("16", "13");
            await().atMost(SOON).until(inbox::unsettled, left -> left == 0); // a moment after the exchange knows it
        }
    }

    private static void report(String from, String document, String status, String reason)
            throws IOException, InterruptedException {
        http.post(
                "/api/report",
                "{\"from\":\"%s\",\"document\":\"%s\",\"status\":\"%s\",\"reason\":\"%s\"}"
                        .formatted(from, document, status, reason),
                200);
    }

    private static Document taken(BlockingQueue<Document> documents, Predicate<String> which)
            throws InterruptedException {
        Document next = Objects.requireNonNull(documents.poll(20, TimeUnit.SECONDS), "no document came");
        return which.test(next.id().value()) ? next : taken(documents, which);
    }

    /** The scripted agency says other things beside it. */
    private static StatusUpdate heard(BlockingQueue<StatusUpdate> statuses, ProcessingStatus which)
            throws InterruptedException {
        StatusUpdate next = Objects.requireNonNull(statuses.poll(20, TimeUnit.SECONDS), "no status came");
        return next.status() == which ? next : heard(statuses, which);
    }

    @Test
    void the_header_is_decoded_and_an_attachment_is_saved_whatever_it_is() throws IOException, InterruptedException {
        byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        try (ExchangeClient system = ExchangeClient.connect(ClientConfig.load(bench.clientFile()))) {
            Document letter = Letters.draft("H29", "G22")
                    .content(Attachment.of("báo cáo.html", page))
                    .build();
            system.send(letter);
            String path = "/api/messages/"
                    + http.get(
                                    "/api/await?at=G22&document="
                                            + encoded(letter.id().value()) + "&timeout=20s",
                                    200)
                            .path("number")
                            .asInt();

            JsonNode header = http.get(path + "/header", 200);
            assertThat(header.path("to").path(0).path("vi").asString()).isEqualTo("Văn phòng Chính phủ");
            assertThat(header.path("urgency").path("vi").asString()).isEqualTo("thường");
            JsonNode attachment = http.get(path + "/attachments", 200).path(0);
            assertThat(attachment.path("kept").asBoolean()).isTrue();
            assertThat(attachment.path("size").asInt()).isEqualTo(page.length);
            assertThat(attachment.path("sha256").asString()).isEqualTo(Sha256.of(page));
            HttpResponse<byte[]> file = http.file(path + "/attachments/1");
            assertThat(file.body()).isEqualTo(page);
            assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                    .isEqualTo("attachment; filename=\"b_o_c_o.html\"; filename*=UTF-8''b%C3%A1o%20c%C3%A1o.html");
            assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
            assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(file.headers().allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; sandbox");
            assertThat(http.get(path + "/attachments/2", 400).path("vi").asString())
                    .contains("có 1 tệp đính kèm");
        }
    }

    @Test
    void the_header_of_a_status_is_decoded() throws IOException, InterruptedException {
        try (SystemUnderTest system = new SystemUnderTest(bench, ProcessingStatus.COMPLETED)) {
            String id =
                    http.post("/api/send", "{\"from\":\"G22\"}", 200).path(0).asString();
            int number = http.get("/api/await?at=G22&what=06&document=" + encoded(id) + "&timeout=20s", 200)
                    .path("number")
                    .asInt();

            JsonNode header = http.get("/api/messages/" + number + "/header", 200);

            assertThat(header.path("kind").asString()).isEqualTo("status");
            assertThat(header.path("status").path("vi").asString()).isEqualTo("hoàn thành");
            assertThat(header.path("responseFor").path("document").asString()).isEqualTo(id);
            assertThat(header.path("responseFor").path("agency").path("vi").asString())
                    .isEqualTo("Văn phòng Chính phủ");
            assertThat(system.taken()).contains(id);
        }
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
        Matcher route = Pattern.compile("\"(/api/[^\"]+)\"")
                .matcher(source("WorkbenchServer") + source("MessageRoutes") + source("SessionRoutes"));
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
