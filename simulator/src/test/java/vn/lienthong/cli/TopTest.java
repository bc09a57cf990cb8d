// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.testkit.Letters;

/** The live screen, at an exchange that runs, in a terminal of 80 columns and 24 lines. */
final class TopTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int COLUMNS = 80;
    private static final int LINES = 24;

    @TempDir
    Path data;

    private ExchangeFixture exchange;
    private ExchangeClient hue;

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(data, Map.of());
        hue = exchange.connect("hue", "H57");
        exchange.endpoint("government", "G22");
        exchange.endpoint("a-system-with-a-very-long-name-indeed", "H49");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void one_look_is_printed_where_there_is_no_terminal() {
        hue.send(Letters.letter("H57", "G22"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(run("top", "--interval", "10ms").out()).contains("silent!"));

        Ran top = run("top", "--interval", "10ms");
        assertThat(top.exitCode()).as(top.err()).isZero();
        List<String> lines = top.out().lines().toList();
        assertThat(lines).allMatch(line -> line.length() <= COLUMNS);
        assertThat(lines.get(0)).contains("connected 1/3", "disk", "ledger behind ");
        assertThat(lines.get(2)).contains("ENDPOINT", "WAITING*", "OLDEST", "IN/s", "OUT/s", "DEAD");
        assertThat(lines.get(3)).startsWith("government").contains("silent!", " 1 ");
        assertThat(top.out()).contains("a-system-with-a-very…", "hue");
        assertThat(run("top", "--once", "--interval", "10ms", "--sort", "dead", "--lang", "vi")
                        .out())
                .contains("HỆ THỐNG", "LỖI*", "im lặng!", "kết nối 1/3");
        assertThat(run("top", "--sort", "colour").exitCode()).isEqualTo(2);
    }

    @Test
    void a_program_gets_rows_in_the_order_it_asks_for() {
        hue.send(Letters.letter("H57", "G22"));
        exchange.awaitMessages("inbox.government", 1);

        JsonNode rows = run("top", "--json", "--queues", "--interval", "10ms").json();

        assertThat(rows.get(0).get("name").asString()).isEqualTo("inbox.government");
        assertThat(rows.get(0).get("waiting").asInt()).isOne();
        assertThat(rows.get(0).get("in").asDouble()).isZero();
        assertThat(run("top", "--json", "--data", "nowhere").exitCode()).isEqualTo(2);
    }

    @Test
    void rows_are_sorted_by_what_is_asked_for() {
        TopRow deep = row("deep", 9, 1, 0, 0);
        TopRow old = row("old", 1, 99, 0, 0);
        TopRow busy = row("busy", 0, 0, 50, 0);
        TopRow dead = row("dead", 0, 0, 0, 3);
        List<TopRow> rows = List.of(dead, busy, old, deep);

        for (TopOrder order : TopOrder.values()) {
            List<TopRow> sorted = rows.stream().sorted(order.comparator()).toList();
            TopRow first =
                    switch (order) {
                        case BACKLOG -> deep;
                        case OLDEST -> old;
                        case RATE -> busy;
                        case DEAD -> dead;
                    };
            assertThat(sorted.get(0)).as(order.word()).isEqualTo(first);
        }
    }

    private static TopRow row(String name, long waiting, long oldest, double out, long dead) {
        return new TopRow(name, Optional.empty(), 0, waiting, oldest, 0, out, dead);
    }

    @Test
    void the_screen_follows_the_exchange_and_the_keys() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PipedInputStream keyboard = new PipedInputStream();
        try (PipedOutputStream keys = new PipedOutputStream(keyboard);
                Terminal terminal = new ExternalTerminal("test", "xterm", keyboard, shown, StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(COLUMNS, LINES));
            CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> show(terminal));

            see(shown, "WAITING*", "government", "q quit");
            hue.send(Letters.letter("H57", "G22"));
            see(shown, "silent!");
            assertThat(pressed(keys, shown, 'o')).contains("OLDEST*").doesNotContain("WAITING*");
            assertThat(pressed(keys, shown, 'u')).contains("QUEUE", "inbox.government", "taken by 0");
            assertThat(pressed(keys, shown, 'd')).contains("DEAD*");

            exchange.broker().close();
            see(shown, "the exchange has not answered since");
            int before = shown.size();
            exchange.restart();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(text(shown, before)).contains("sort: b"));
            assertThat(ended).isNotDone();

            keys.write('q');
            keys.flush();
            ended.get(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(text(shown, 0)).as("the screen as it was before").contains("\u001b[?1049l");
        }
    }

    private void show(Terminal terminal) {
        ExchangeOffice office = new ExchangeOffice(new DataFolder(data));
        try {
            new TopTerminal(terminal, new TopScreen(Locale.ENGLISH), () -> TopLook.at(office), Duration.ofMillis(50))
                    .show(TopOrder.BACKLOG, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is drawn because of a key. */
    private static String pressed(PipedOutputStream keys, ByteArrayOutputStream shown, char key) throws IOException {
        int before = shown.size();
        keys.write(key);
        keys.flush();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(text(shown, before)).contains("\u001b[H").contains("q quit"));
        return text(shown, before);
    }

    private static void see(ByteArrayOutputStream shown, String... texts) {
        await().atMost(SOON).untilAsserted(() -> assertThat(text(shown, 0)).contains(texts));
    }

    private static String text(ByteArrayOutputStream shown, int from) {
        byte[] all = shown.toByteArray();
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    private Ran run(String... arguments) {
        return Ran.command(Stream.concat(Arrays.stream(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new));
    }
}
