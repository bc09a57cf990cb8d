// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import vn.lienthong.broker.alerts.AlertRule;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.DocumentRefusedException;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.testkit.Letters;

/** Rules, dashboards and pages name figures that a running exchange has, and rules are those of the exchange. */
final class MonitoringFilesTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path RULES = DOCS.resolve("monitoring/prometheus-rules.yml");
    private static final Path RULES_TEST = DOCS.resolve("monitoring/prometheus-rules-test.yml");
    private static final Pattern FIGURE = Pattern.compile("\\blienthong_[a-z_]*[a-z]\\b");
    private static final Pattern STATE = Pattern.compile("lienthong_state\\{[^}]*what=\\\\?\"([a-z_]+)");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(lienthong_[a-z_]+)");
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String ONLY_OUTSIDE = "exchange-away";

    /** Answers are counted at the start and every quarter of an hour. */
    private static final String ONLY_LATER = "lienthong_responses_seconds";

    @TempDir
    Path folder;

    /** A clock of the exchange that was almost a year behind when the first certificates were made. */
    private static final class CaughtUpClock extends Clock {
        private volatile Duration behind = Duration.ofDays(350);

        void catchUp() {
            behind = Duration.ZERO;
        }

        @Override
        public Instant instant() {
            return Instant.now().minus(behind);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return files.filter(file -> file.toString().matches(".*\\.(md|yml|json)"))
                    .toList();
        }
    }

    private static Set<String> named(Pattern pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : files()) {
            pattern.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(found.groupCount()))
                    .forEach(names::add);
        }
        return names;
    }

    /** What is named and not there. */
    private static Set<String> missing(Set<String> figures, Set<String> states, String scraped) {
        Set<String> missing = new TreeSet<>(figures);
        SAMPLE.matcher(scraped).results().map(found -> found.group(1)).forEach(missing::remove);
        states.stream()
                .filter(state -> !scraped.contains("lienthong_state{what=\"" + state + "\"}"))
                .forEach(missing::add);
        return missing;
    }

    @Test
    void every_figure_that_is_named_is_one_of_a_running_exchange() throws Exception {
        Set<String> figures = named(FIGURE);
        Set<String> states = named(STATE);
        assertThat(figures).hasSizeGreaterThan(15);
        assertThat(states).contains("disk_used_ratio", "ledger_reachable");
        CaughtUpClock clock = new CaughtUpClock();
        try (ExchangeFixture exchange = ExchangeFixture.start(folder, settings(), clock)) {
            exchange.endpoint("danang", "H17"); // its certificates end soon
            clock.catchUp();
            pass(exchange);
            int port = exchange.broker().consolePort().orElseThrow();

            await().atMost(SOON).untilAsserted(() -> assertThat(missing(figures, states, scrape(port)))
                    .isSubsetOf(ONLY_LATER)); // how agencies answered is counted now and then

            String renamed = scrape(port).replace("lienthong_queue_messages", "lienthong_queue_depth");
            assertThat(missing(figures, states, renamed))
                    .contains("lienthong_queue_messages")
                    .isSubsetOf("lienthong_queue_messages", ONLY_LATER);
            exchange.broker().administration().accounts().check(); // it waits for the ledger
            exchange.restart();
            int next = exchange.broker().consolePort().orElseThrow();
            await().atMost(SOON).untilAsserted(() -> assertThat(scrape(next)).contains(ONLY_LATER + "{"));
        }
    }

    private static Map<String, String> settings() {
        return Map.of(
                "console.port", "0",
                "redelivery.attempts", "1",
                "redelivery.delay", "1ms",
                "redelivery.longest-delay", "1ms",
                "alerts.mail.server", "127.0.0.1",
                "alerts.mail.port", "1",
                "alerts.mail.tls", "none",
                "alerts.mail.from", "truc@example.vn",
                "alerts.mail.to", "lan@example.vn");
    }

    /** One document that is taken and reported on, one that is not taken, one that is refused. */
    private static void pass(ExchangeFixture exchange) {
        ExchangeClient hue = exchange.connect("hue", "H57");
        ExchangeClient government = exchange.connect("government", "G22");
        government
                .inbox()
                .onDocument(delivery -> {
                    if (delivery.document().subject().contains("lỗi")) {
                        delivery.release();
                    } else {
                        answer(government, delivery);
                    }
                })
                .open();
        hue.send(Letters.letter("H57", "G22"));
        hue.send(Letters.draft("H57", "G22").subject("Văn bản lỗi").build());
        assertThatThrownBy(() -> hue.send(Letters.letter("H57", "Z99"))).isInstanceOf(DocumentRefusedException.class);
    }

    private static void answer(ExchangeClient government, Delivery delivery) {
        delivery.acknowledge();
        government.report(StatusReport.of(new AgencyId("G22"), delivery.document(), ProcessingStatus.RECEIVED));
    }

    private static String scrape(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        JsonNode file = new YAMLMapper().readTree(Files.readAllBytes(RULES));
        file.get("groups").forEach(group -> group.get("rules").forEach(rules::add));
        return rules;
    }

    private static String label(JsonNode rule, String name) {
        return rule.get("labels").get(name).stringValue();
    }

    @Test
    void there_is_a_rule_for_prometheus_for_every_rule_of_the_exchange() throws Exception {
        Set<String> expected =
                Arrays.stream(AlertRule.values()).map(AlertRule::wireName).collect(Collectors.toSet());
        expected.add(ONLY_OUTSIDE);

        assertThat(rules().stream().map(rule -> label(rule, "rule"))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void every_rule_has_the_severity_of_the_exchange_a_summary_and_a_runbook_that_exists() throws Exception {
        for (JsonNode rule : rules()) {
            String name = label(rule, "rule");
            String expected = AlertRule.ofWireName(name)
                    .map(own -> own.severity().wireName())
                    .orElse("critical");
            assertThat(label(rule, "severity")).as(name).isEqualTo(expected);
            assertThat(rule.get("alert").stringValue()).startsWith("Lienthong");
            assertThat(rule.get("expr").stringValue()).as(name).isNotBlank();
            assertThat(rule.get("annotations").get("summary").stringValue())
                    .as(name)
                    .isNotBlank();
            String page = rule.get("annotations").get("runbook_url").stringValue();
            assertThat(page).startsWith("https://truc.example.vn:8460/runbooks/");
            assertThat(DOCS.resolve("runbooks/" + page.substring(page.lastIndexOf('/') + 1) + ".md"))
                    .exists();
            assertThat(page).endsWith(name.equals(ONLY_OUTSIDE) ? "exchange-started" : name);
        }
    }

    @Test
    void every_rule_is_tested_and_promtool_agrees_where_it_is() throws Exception {
        Set<String> names =
                rules().stream().map(rule -> rule.get("alert").stringValue()).collect(Collectors.toSet());
        Set<String> tested = new TreeSet<>();
        new YAMLMapper().readTree(Files.readAllBytes(RULES_TEST)).get("tests").forEach(test -> test.get(
                        "alert_rule_test")
                .forEach(one -> tested.add(one.get("alertname").stringValue())));
        assertThat(tested).isEqualTo(names);

        Optional<Path> promtool = promtool();
        if (promtool.isPresent()) {
            assertThat(run(promtool.get(), "check", "rules", RULES)).contains("SUCCESS");
            assertThat(run(promtool.get(), "test", "rules", RULES_TEST)).contains("SUCCESS");
        }
    }

    private static Optional<Path> promtool() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String run(Path program, String what, String which, Path file)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(), what, which, file.getFileName().toString())
                .directory(file.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void every_panel_of_a_dashboard_asks_for_something() throws Exception {
        Set<String> uids = new TreeSet<>();
        for (String name : List.of("exchange", "agencies")) {
            JsonNode dashboard = ExchangeJson.mapper()
                    .readTree(Files.readAllBytes(DOCS.resolve("monitoring/grafana/" + name + ".json")));
            assertThat(uids.add(dashboard.get("uid").stringValue())).isTrue();
            Set<Integer> ids = new TreeSet<>();
            dashboard.get("panels").forEach(panel -> {
                assertThat(ids.add(panel.get("id").intValue())).isTrue();
                assertThat(panel.get("targets").size()).isPositive();
                panel.get("targets")
                        .forEach(target ->
                                assertThat(target.get("expr").stringValue()).contains("lienthong_"));
            });
            assertThat(ids).hasSizeGreaterThan(8);
        }
    }
}
