// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as JSON: every line can be read, has keys of the handbook's list and no others, and nothing of what documents say. */
final class JsonLogTest {
    private static final Pattern KEY = Pattern.compile("addKeyValue\\(\\s*\"([A-Za-z]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\|");
    private static final String SUBJECT = "Điều động cán bộ chủ chốt";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private static Set<String> documented() throws IOException {
        String page = Files.readString(Path.of("../docs/operations.md"));
        String section = page.substring(page.indexOf("## Log\n"), page.indexOf("## Kill"));
        Set<String> keys = new TreeSet<>();
        ROW.matcher(section).results().forEach(row -> keys.add(row.group(1)));
        return keys;
    }

    @Test
    void the_handbook_lists_every_key_of_the_program_and_no_other() throws Exception {
        Set<String> used = new TreeSet<>(JsonLog.KEYS);
        for (String module : List.of("client-lib", "broker", "simulator")) {
            try (Stream<Path> sources = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path source : sources.filter(file -> file.toString().endsWith(".java"))
                        .toList()) {
                    KEY.matcher(Files.readString(source)).results().forEach(key -> used.add(key.group(1)));
                }
            }
        }

        assertThat(documented()).isEqualTo(used);
    }

    @Test
    void an_exchange_with_traffic_writes_lines_with_these_keys_and_nothing_of_its_documents() throws Exception {
        Path log = folder.resolve("log");
        Path data = folder.resolve("data");
        Process serve = serve(data, log);
        try {
            await().atMost(SOON).until(() -> Files.readString(log).contains("exchange is ready"));
            traffic(data);
        } finally {
            serve.destroy();
            assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            JsonNode json = JsonMapper.shared().readTree(line);
            assertThat(json.propertyNames())
                    .as(line)
                    .contains("time", "level", "logger", "thread", "message")
                    .isSubsetOf(documented());
            lines.add(json);
        }
        assertThat(lines)
                .extracting(line -> line.get("message").stringValue())
                .contains("exchange is ready", "key registered", "submission refused", "exchange has stopped");
        assertThat(Files.readString(log)).doesNotContain(SUBJECT, "can-bo.pdf", "nguyen-van-an.pdf", "127/QĐ-UBND");
    }

    private Process serve(Path data, Path log) throws IOException {
        ProcessBuilder serve = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Lienthong.class.getName(),
                        "serve",
                        "-v",
                        "--data",
                        data.toString(),
                        "--port",
                        "0")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile());
        serve.environment().put(JsonLog.VARIABLE, "json");
        return serve.start();
    }

    /** One document that is taken, one that is refused. */
    private void traffic(Path data) throws IOException {
        Path pdf = Files.writeString(folder.resolve("can-bo.pdf"), "%PDF-1.4\n");
        Path annex = Files.writeString(folder.resolve("nguyen-van-an.pdf"), "%PDF-1.4\n");
        well("endpoint", "add", "hue", "--agency", "H57", "--data", data.toString());
        well("endpoint", "add", "vpcp", "--agency", "G22", "--data", data.toString());
        String hue = data.resolve("endpoints/hue/exchange.properties").toString();
        String vpcp = data.resolve("endpoints/vpcp/exchange.properties").toString();
        assertThat(send(hue, "G22", pdf, annex).exitCode()).isZero();
        assertThat(send(hue, "Z99", pdf, annex).exitCode()).isEqualTo(1);
        well(
                "receive",
                "--client",
                vpcp,
                "--count",
                "1",
                folder.resolve("inbox").toString());
    }

    private static Ran send(String client, String to, Path... files) {
        List<String> arguments = new ArrayList<>(List.of(
                "send",
                "--client",
                client,
                "--from",
                "H57",
                "--to",
                to,
                "--number",
                "127/QĐ-UBND",
                "--subject",
                SUBJECT));
        Stream.of(files).map(Path::toString).forEach(arguments::add);
        return Ran.command(arguments.toArray(String[]::new));
    }

    private static void well(String... arguments) {
        Ran ran = Ran.command(arguments);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
    }

    @Test
    void an_exception_and_values_stand_in_one_line() {
        LoggingEvent event = new LoggingEvent(
                "x",
                (Logger) LoggerFactory.getLogger("vn.lienthong.Example"),
                Level.WARN,
                "it went\nwrong",
                new IOException("no \"way\""),
                null);
        event.addKeyValuePair(new KeyValuePair("percent", 93));
        event.addKeyValuePair(new KeyValuePair("endpoint", "hue"));

        String line = new String(new JsonLog().encode(event), StandardCharsets.UTF_8);

        assertThat(line).endsWith("\n").doesNotContain("went\n");
        JsonNode json = JsonMapper.shared().readTree(line);
        assertThat(json.get("percent").isInt()).isTrue();
        assertThat(json.get("endpoint").stringValue()).isEqualTo("hue");
        assertThat(json.get("exception").stringValue()).contains("no \"way\"", "JsonLogTest");
    }

    @Test
    void a_format_that_does_not_exist_is_refused() {
        CommandLine command = Lienthong.commandLine(
                new Surroundings(Map.of(JsonLog.VARIABLE, "xml"), false, InputStream.nullInputStream()));
        assertThat(command.execute("demo")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(JsonLog.apply(Optional.of("text"))).isTrue();
    }
}
