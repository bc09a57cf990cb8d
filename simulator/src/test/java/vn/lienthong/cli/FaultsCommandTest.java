// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.workbench.Workbench;
import vn.lienthong.workbench.WorkbenchServer;

final class FaultsCommandTest {
    @TempDir
    Path folder;

    private Workbench bench;
    private WorkbenchServer server;

    @BeforeEach
    void start() {
        bench = new Workbench(new Workbench.Setting("H29", List.of("G22"), Duration.ofMillis(20), 0));
        server = new WorkbenchServer(bench, 0);
    }

    @AfterEach
    void stop() {
        server.close();
        bench.close();
    }

    private Ran faults(String command, String... words) {
        String[] all = new String[words.length + 4];
        all[0] = "faults";
        all[1] = command;
        all[2] = "--page";
        all[3] = String.valueOf(server.port());
        System.arraycopy(words, 0, all, 4, words.length);
        return Ran.command(all);
    }

    @Test
    void faults_are_set_listed_and_ended() {
        Ran several = faults("add", "H29", "deliver", "slow", "1000", "times", "3");
        Ran one = faults("add", "* status drop probability 0.25 until 1h", "--lang", "vi");

        assertThat(several).returns(0, Ran::exitCode);
        assertThat(several.out()).contains("set: H29 deliver slow 1000 times 3");
        assertThat(one.out()).contains("đã đặt: * status drop probability 0.25 until 3600000ms");
        assertThat(faults("list").out()).contains("H29 deliver slow 1000 times 3; times struck: 0");
        JsonNode listed = faults("list", "--json").json();
        assertThat(listed.path("standing")).hasSize(2);
        assertThat(listed.path("struck")).isEmpty();

        assertThat(faults("clear")).returns(0, Ran::exitCode);
        assertThat(faults("list", "--lang", "vi").out()).contains("không có lỗi nào được đặt");
    }

    @Test
    void faults_are_there_from_the_start_and_in_the_session() throws Exception {
        Path record = folder.resolve("session.jsonl");
        StringWriter out = new StringWriter();
        CommandLine command = Lienthong.commandLine(new Surroundings(Map.of(), false, InputStream.nullInputStream()))
                .setOut(new PrintWriter(out, true));
        Thread running = new Thread(() -> command.execute(
                "simulator",
                "--own=H29",
                "--page=0",
                "--json",
                "--seed=7",
                "--record=" + record,
                "--fault=H29 deliver duplicate times 1",
                "--fault=* status delay 1s probability 0.5"));
        running.start();
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> out.toString().contains("\n"));
            JsonNode ready = JsonMapper.shared()
                    .readTree(out.toString().lines().findFirst().orElseThrow());
            int port = URI.create(ready.path("page").asString()).getPort();

            assertThat(Ran.command("faults", "list", "--page", String.valueOf(port))
                            .out())
                    .contains("H29 deliver duplicate times 1;", "* status delay 1000ms probability 0.5;");
            assertThat(record).content().contains("\"action\":\"fault\"", "\"effect\":\"duplicate\"");
        } finally {
            running.interrupt();
            running.join();
        }
    }

    @Test
    void what_cannot_be_is_wrong_usage() {
        assertThat(faults("add", "H29 accept reorder"))
                .returns(2, Ran::exitCode)
                .satisfies(ran -> assertThat(ran.err()).contains("LT-O05", "a sender waits for the answer"));
        assertThat(faults("add", "H99 accept drop")).returns(2, Ran::exitCode).satisfies(ran -> assertThat(ran.err())
                .contains("not H99"));
        assertThat(Ran.command("simulator", "--fault", "H29 accept drop"))
                .returns(2, Ran::exitCode)
                .satisfies(ran -> assertThat(ran.err()).contains("--own"));
        assertThat(Ran.command("simulator", "--own", "H29", "--fault", "H29 accept explode"))
                .returns(2, Ran::exitCode)
                .satisfies(ran -> assertThat(ran.err()).contains("an effect is"));
        assertThat(Ran.command("simulator", "--own", "H29", "--page", "0", "--fault", "H99 accept drop"))
                .returns(2, Ran::exitCode)
                .satisfies(ran -> assertThat(ran.err()).contains("--fault", "not H99"));
    }

    @Test
    void nobody_there_is_an_exit_code_of_its_own() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(Ran.command("faults", "list", "--page", String.valueOf(port)))
                .returns(3, Ran::exitCode)
                .satisfies(ran -> assertThat(ran.err()).contains("LT-T01"));
    }
}
