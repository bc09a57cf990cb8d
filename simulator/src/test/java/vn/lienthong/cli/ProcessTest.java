// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands as processes of their own: what stops them, and what they leave behind. */
@Timeout(400)
final class ProcessTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final Map<Process, BufferedReader> readers = new HashMap<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void an_exchange_tells_where_it_listens_serves_and_stops_on_a_signal() throws Exception {
        String data = folder.resolve("data").toString();
        Process serve = start("serve", "--data", data, "--port", "0", "--json");
        JsonNode ready = JsonMapper.shared().readTree(line(serve));
        assertThat(ready.get("ready").asBoolean()).isTrue();
        assertThat(ready.get("port").asInt()).isPositive();

        assertThat(run("endpoint", "add", "hue", "--agency", "H57", "--data", data))
                .isZero();
        assertThat(run("queues", "--data", data)).isZero();
        assertThat(run("serve", "--data", data))
                .as("a second one on the folder")
                .isEqualTo(1);
        serve.destroy();

        assertThat(serve.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isEqualTo(TERMINATED);
        assertThat(Path.of(data, "administration.sock")).doesNotExist();
        assertThat(run("queues", "--data", data)).as("nobody is there any more").isEqualTo(3);
    }

    @Test
    void a_demonstration_that_was_kept_runs_until_a_signal_and_leaves_nothing_behind() throws Exception {
        Process demo = start("demo", "--keep");
        String queues = line(demo);
        while (!queues.contains("lienthong queues --data ")) {
            queues = line(demo);
        }
        Path data = Path.of(queues.replaceAll(".*--data ", ""));

        assertThat(data).startsWith(folder.toRealPath());
        assertThat(run("queues", "--data", data.toString())).isZero();
        demo.destroy();

        assertThat(demo.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder),
                "-cp",
                System.getProperty("java.class.path"),
                Lienthong.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        return process;
    }

    private String line(Process process) throws IOException {
        BufferedReader reader = readers.computeIfAbsent(
                process,
                started -> new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8)));
        String line = reader.readLine();
        assertThat(line).as("a line of a process that lives").isNotNull();
        return line;
    }
}
