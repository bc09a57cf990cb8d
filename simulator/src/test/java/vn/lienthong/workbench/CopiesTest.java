// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.testkit.Letters;

/** What the page says a tester can paste elsewhere works there. */
final class CopiesTest {
    private static final String NASTY = "l'ưu \"ý\" \\u0041 $HOME `id`\n\t\u0007 😀";
    private static Workbench bench;
    private static Copies copies;
    private static String cameId = "";

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws InterruptedException {
        bench = new Workbench(new Workbench.Setting("H29", List.of("G22"), Duration.ofMillis(20), 0));
        copies = new Copies(bench, "http://localhost:1");
        try (ExchangeClient client = ExchangeClient.connect(ClientConfig.load(bench.clientFile()))) {
            Document letter = Letters.letter("H29", "G22");
            client.send(letter);
            cameId = letter.id().value();
            await("new", cameId);
        }
        bench.perform(read("report", "{'from':'G22','document':'" + cameId + "','status':'05'}"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        for (String[] one : new String[][] {
            {"send", "{'from':'G22'}"},
            {"send", "{'from':'G22','to':['H29'],'urgency':3,'size':'2mb','times':3,'document':'x'}"},
            {"send", "{'from':'G22','operation':'recall','document':'x','subject':'nhầm'}"},
            {"send", "{'from':'G22','operation':'update','document':'x','subject':'sửa'}"},
            {"send", "{'from':'G22','operation':'replace','document':'x','subject':'thay'}"},
            {"report", "{'from':'G22','document':'SENT','status':'13','reason':'gửi nhầm'}"},
            {"report", "{'from':'G22','document':'CAME','status':'3'}"},
            {"react", "{'agency':'G22','reaction':'fail 2 then refuse sai thể thức'}"},
            {"fault", "{'stage':'deliver','effect':'disconnect 2000','agency':'H29','times':1}"},
            {"fault", "{'stage':'status','effect':'duplicate','after':2,'probability':0.5}"},
            {"fault", "{'stage':'accept','effect':'refuse LT-R22'}"},
            {"fault", "{'stage':'deliver','effect':'delay 2s','agency':'G22','from':'10s','until':'1m'}"},
            {"no-faults", "{}"},
            {"clock", "{'clock':'advance 26h'}"},
            {"clock", "{'clock':'run 2.5'}"},
            {"clock", "{'clock':'freeze'}"},
            {"line", "{'line':'cut'}"},
            {"line", "{'line':'down'}"},
            {"line", "{'line':'up'}"},
            {"restart", "{}"},
            {"expect", "{'within':'1m'}"},
            {"expect", "{'at':'G22','from':'H29','number':'1/A','document':'x','what':'new'}"},
            {"expect", "{'at':'G22','from':'H29','document':'x','what':'06'}"},
            {"again", "{'document':'SENT','as':'same'}"},
            {"again", "{'document':'SENT','as':'new'}"},
            {"again", "{'document':'CAME','operation':'05','as':'same','from':'G22'}"}
        }) {
            actions.add(read(one[0], one[1].replace("SENT", sent()).replace("CAME", cameId)));
        }
        actions.add(new Action.React("G22", "refuse " + NASTY.strip()));
        return actions;
    }

    private static Action read(String word, String with) {
        return Action.read(word, JsonMapper.shared().readTree(with.replace('\'', '"')));
    }

    private static String sent() {
        return bench.perform(read("send", "{'from':'G22'}")).get(0);
    }

    @Test
    void the_java_of_every_action_and_message_compiles_and_says_the_same() throws Exception {
        List<Copies.Copy> all =
                new ArrayList<>(actions().stream().map(copies::of).toList());
        all.addAll(messages().stream().map(copies::of).toList());
        Set<String> imports = new TreeSet<>(Set.of("vn.lienthong.testkit.SimulatedExchange"));
        StringBuilder methods = new StringBuilder();
        for (Copies.Copy copy : all) {
            imports.addAll(copy.imports());
            methods.append("static void do").append(methods.length());
            methods.append("(SimulatedExchange exchange) throws InterruptedException {\n");
            methods.append(copy.java()).append("\n}\n");
        }
        methods.append("public static String text() { return ")
                .append(JavaText.literal(NASTY))
                .append("; }\n");

        assertThat(compiled(imports, methods.toString()).getMethod("text").invoke(null))
                .isEqualTo(NASTY);
    }

    private Class<?> compiled(Set<String> imports, String methods) throws Exception {
        StringBuilder source = new StringBuilder();
        imports.forEach(name -> source.append("import ").append(name).append(";\n"));
        source.append("public final class Copied {\n").append(methods).append("}\n");
        Path file = Files.writeString(folder.resolve("Copied.java"), source);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-encoding",
                        StandardCharsets.UTF_8.name(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        file.toString());
        assertThat(code).as(source.toString()).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            return loader.loadClass("Copied");
        }
    }

    @Test
    void a_status_is_reported_on_the_command_line_too() {
        Action action = read("report", "{'from':'G22','document':'" + cameId + "','status':'02','reason':'lỗi'}");

        assertThat(copies.of(action).cli().orElseThrow())
                .startsWith("lienthong report --client ")
                .endsWith(" --from G22 --to H29 --status 02 --reason 'lỗi' '" + cameId + "'");
    }

    @Test
    void a_shell_hands_curl_the_action_whatever_is_in_it() throws IOException, InterruptedException {
        List<Action> actions = actions().stream()
                .filter(action -> !(action instanceof Action.EndFaults)) // has no body
                .toList();
        List<String> handed = lastWords(
                actions.stream().map(copies::of).map(Copies.Copy::http).toList());

        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            assertThat(Action.read(action.word(), JsonMapper.shared().readTree(handed.get(i))))
                    .isEqualTo(action);
        }
    }

    @Test
    void a_fault_is_the_same_as_a_command_and_in_java() {
        Copies.Copy copy = copies.of(
                read(
                        "fault",
                        "{'stage':'deliver','effect':'delay 2s','agency':'G22','after':1,'times':3,'probability':0.5,'from':'10s','until':'1m'}"));
        String words = "G22 deliver delay 2000ms after 1 times 3 probability 0.5 from 10000ms until 60000ms";

        assertThat(copy.cli()).contains("lienthong faults add --page 1 '" + words + "'");
        assertThat(copy.java()).isEqualTo("exchange.faults().add(\"" + words + "\");");
        assertThat(copies.of(new Action.EndFaults()).cli()).contains("lienthong faults clear --page 1");
    }

    /** What a shell would hand to curl as the last argument of each command. */
    private static List<String> lastWords(List<String> commands) throws IOException, InterruptedException {
        String script =
                "curl() { for last in \"$@\"; do :; done; printf '%s\\0' \"$last\"; }\n" + String.join("\n", commands);
        Process shell =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(words).isZero();
        return List.of(words.split("\0"));
    }

    private static List<Entry> messages() throws InterruptedException {
        try (SystemUnderTest system = new SystemUnderTest(bench, ProcessingStatus.COMPLETED);
                ExchangeClient client = ExchangeClient.connect(ClientConfig.load(bench.clientFile()))) {
            Document letter = Letters.letter("H29", "G22");
            client.send(letter);
            String id = sent();
            List<Entry> all = new ArrayList<>();
            all.add(await("new", letter.id().value()));
            all.add(await("06", id));
            assertThat(system.taken()).contains(id);
            return all;
        }
    }

    private static Entry await(String what, String document) throws InterruptedException {
        return bench.log()
                .await(
                        new Action.Expect(
                                        Optional.of("G22"),
                                        Optional.empty(),
                                        Optional.of(document),
                                        Optional.empty(),
                                        Optional.of(what),
                                        "20s")
                                .since(0),
                        Duration.ofSeconds(20))
                .orElseThrow();
    }
}
