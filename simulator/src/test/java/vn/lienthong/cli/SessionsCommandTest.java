// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.ExchangeClient;

/** Sessions on the command line. */
final class SessionsCommandTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    Path folder;

    private Path session(String name, String... steps) throws IOException {
        String text = "{'format':'lienthong-session','version':1,'own':'H29','agencies':['G22'],'pace':20,'seed':0}\n"
                + String.join("\n", steps) + "\n";
        return Files.writeString(folder.resolve(name), text.replace('\'', '"'));
    }

    private static String sent(String document) {
        return "{'after':5,'action':'send','with':{'from':'G22'},'documents':['" + document + "']}";
    }

    private static String came(String document, String what) {
        return "{'after':9,'came':{'at':'G22','from':'H29','kind':'status','document':'" + document + "','what':'"
                + what + "','attempt':1}}";
    }

    @Test
    void sessions_are_compared_and_the_exit_code_tells() throws IOException {
        String first = session("a", sent("1"), came("1", "01"), came("1", "06")).toString();
        String same = session("b", sent("2"), came("2", "01"), came("2", "06")).toString();
        String less = session("c", sent("3"), came("3", "01")).toString();

        Ran equal = Ran.command("sessions", "compare", first, same);
        assertThat(equal.exitCode()).isZero();
        assertThat(equal.out()).contains("the system did the same");
        Ran different = Ran.command("sessions", "compare", first, less, "--json");
        assertThat(different.exitCode()).isEqualTo(1);
        assertThat(different.json().path("comparison").path("differences")).hasSize(1);
        assertThat(Ran.command("--lang", "vi", "sessions", "compare", first, less)
                        .out())
                .contains("G22, sent 1: thiếu 06");
    }

    @Test
    void what_is_no_session_is_wrong_usage() throws IOException {
        String none = Files.writeString(folder.resolve("none"), "{}").toString();

        assertThat(Ran.command("sessions", "compare", none, none))
                .returns(2, Ran::exitCode)
                .satisfies(ran -> assertThat(ran.err()).contains("not a recorded session"));
        assertThat(Ran.command("sessions", "compare", folder + "/missing", none).exitCode())
                .isEqualTo(2);
        assertThat(Ran.command("simulator", "--replay", none))
                .returns(2, Ran::exitCode)
                .satisfies(ran -> assertThat(ran.err()).contains("--own"));
        assertThat(Ran.command(
                        "simulator", "--own", "H57", "--replay", session("own").toString()))
                .returns(2, Ran::exitCode)
                .satisfies(ran -> assertThat(ran.err()).contains("say --own H29"));
    }

    @Test
    void a_session_is_replayed_against_a_system_and_recorded() throws Exception {
        Path recorded = session("recorded", sent("x"), came("x", "01"));
        Path record = folder.resolve("replay.jsonl");
        StringWriter out = new StringWriter();
        CommandLine command = Lienthong.commandLine(new Surroundings(Map.of(), false, InputStream.nullInputStream()))
                .setOut(new PrintWriter(out, true));
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> command.execute(
                "simulator",
                "--own",
                "H29",
                "--page",
                "0",
                "--json",
                "--replay",
                recorded.toString(),
                "--record",
                record.toString()));
        JsonNode bench = JsonMapper.shared().readTree(firstLine(out, exit));
        assertThatCommandsAreUnderstood(bench.path("page").asString());
        try (ExchangeClient system = ExchangeClient.connect(
                ClientConfig.load(Path.of(bench.path("client").asString())))) {
            system.inbox().onDocument(Delivery::acknowledge).open();

            assertThat(exit.get(60, TimeUnit.SECONDS)).isZero();
        }
        assertThat(Ran.command("sessions", "compare", recorded.toString(), record.toString())
                        .exitCode())
                .isZero();
    }

    private static String firstLine(StringWriter out, CompletableFuture<Integer> exit) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> out.toString().contains("\n") || exit.isDone());
        return out.toString().lines().findFirst().orElseThrow();
    }

    /** What the page offers as commands parses as one. */
    private static void assertThatCommandsAreUnderstood(String page) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page + "api/copies"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"action\":\"send\",\"with\":{\"from\":\"G22\",\"subject\":\"văn bản\",\"urgency\":3}}"))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        String line = JsonMapper.shared().readTree(answer).path("cli").asString();
        String[] words = WORD.matcher(line.replaceFirst("^lienthong ", ""))
                .results()
                .map(SessionsCommandTest::word)
                .toArray(String[]::new);
        assertThat(words).startsWith("send");
        assertThatCode(() -> Lienthong.commandLine(Surroundings.ofProcess()).parseArgs(words))
                .doesNotThrowAnyException();
    }

    private static String word(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }
}
