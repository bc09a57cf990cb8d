// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.fixture.ExchangeFixture;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandLineTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("project.root"), "client-lib/src/test/resources/edxml");

    private ExchangeFixture exchange;
    private Path folder;
    private Path file;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path other) throws Exception {
        folder = other;
        exchange = ExchangeFixture.start(data);
        file = Files.writeString(folder.resolve("Báo cáo.txt"), "Nội dung");
    }

    @AfterAll
    void stop() {
        exchange.close();
    }

    static Stream<String> commands() {
        return Lienthong.commandLine(new Surroundings(Map.of(), false, InputStream.nullInputStream()))
                .getSubcommands()
                .keySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_tells_how_to_use_it(String command) {
        Ran help = run(command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: lienthong " + command).containsIgnoringCase("example");
    }

    @Test
    void an_endpoint_added_to_a_running_exchange_sends_and_another_receives() throws Exception {
        String sender = addEndpoint("hue", "H57");
        String receiver = addEndpoint("vpcp", "G22");

        Ran sent = run(send(sender, "G22"));
        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.json().get("recipients").toString()).isEqualTo("[\"G22\"]");

        Path inbox = folder.resolve("inbox");
        Ran received =
                run("receive", inbox.toString(), "--client", receiver, "--count", "1", "--timeout", "20s", "--json");
        assertThat(received.exitCode()).as(received.err()).isZero();
        Path attachment = Path.of(received.json().get("attachments").get(0).asString());
        assertThat(attachment).hasFileName("Báo cáo.txt").hasContent("Nội dung");
        assertThat(Path.of(received.json().get("file").asString())).isNotEmptyFile();

        Ran status = run("receive", inbox.toString(), "--client", sender, "--count", "1", "--timeout", "20s", "--json");
        assertThat(status.json().get("status").asString()).isEqualTo("01");

        Ran report = run(
                "report",
                sent.json().get("document").asString(),
                "--client",
                receiver,
                "--from",
                "G22",
                "--to",
                "H57",
                "--status",
                "02");
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.err()).contains("LT-D01").contains("needs a reason");
    }

    @Test
    void a_refusal_names_every_recipient_in_the_language_asked_for() {
        String sender = addEndpoint("haiphong", "H24");
        Ran refused = run(send(sender, "H46,X99", "--lang", "vi", "--from", "H24"));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("LT-R04")
                .contains("H50")
                .contains("LT-R01")
                .contains("danh mục");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void a_document_is_sent_with_a_time_until_when_it_may_be_handed_out() {
        addEndpoint("tphcm", "H29");
        String sender = addEndpoint("hanoi", "H26");
        Ran late = run(send(sender, "H29", "--from", "H26", "--expires", "2020-01-31T07:00"));
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.err()).contains("LT-R23", "2020-01-31T00:00:00Z");
        Ran wrong = run(send(sender, "H29", "--from", "H26", "--expires", "soon"));
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("2026-03-31T17:00");

        Ran sent = run(send(sender, "H29", "--from", "H26", "--expires", "2099-01-31T00:00Z"));
        assertThat(sent.exitCode()).as(sent.err()).isZero();
        Ran tracked = run(
                "track",
                sent.json().get("document").asString(),
                "--data",
                exchange.data().toString());
        assertThat(tracked.out()).contains("until 2099-01-31 07:00");
    }

    @Test
    void an_exchange_that_is_not_there_is_exit_code_3() throws Exception {
        String client = addEndpoint("danang", "H17");
        String elsewhere = Files.readString(Path.of(client)).replaceAll("port = \\d+", "port = 1");
        Path wrong = Files.writeString(Path.of(client).resolveSibling("wrong.properties"), elsewhere);
        Ran unreachable = run(send(wrong.toString(), "G22"));
        assertThat(unreachable.exitCode()).isEqualTo(3);
        assertThat(unreachable.err()).startsWith("LT-T01").hasLineCount(1);
    }

    @Test
    void wrong_usage_is_exit_code_2_and_says_where_to_look() {
        Ran wrong = run("send", "--from", "H57", file.toString());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--to").contains("lienthong send --help");
        assertThat(run("sned").exitCode()).isEqualTo(2);
    }

    @Test
    void validate_tells_findings_as_json_in_both_languages() {
        Ran fine = run("validate", "--json", SAMPLES.resolve("sample-new.edxml").toString());
        assertThat(fine.exitCode()).isZero();
        assertThat(fine.json().get("acceptable").asBoolean()).isTrue();

        Ran bad = run("validate", "--json", file.toString());
        assertThat(bad.exitCode()).isEqualTo(1);
        JsonNode finding = bad.json().get("findings").get(0);
        assertThat(finding.get("code").asString()).startsWith("LT-E");
        assertThat(finding.get("message").get("vi").asString()).isNotBlank();
        assertThat(finding.get("advice").get("en").asString()).isNotBlank();
    }

    @Test
    void validate_tells_the_signatures_inside_when_asked() throws Exception {
        Path signatures = SAMPLES.resolveSibling("signatures");
        String signed = signatures.resolve("signed-by-openssl.edxml").toString();
        String root = signatures.resolve("root.pem").toString();

        Ran json = run("validate", "--json", "--signatures", "--trust", root, signed);
        JsonNode signature = json.json().get("signatures").get(0);
        assertThat(json.exitCode()).as(json.err()).isZero();
        assertThat(signature.get("good").asBoolean()).isTrue();
        assertThat(signature.get("signer").get("name").asString()).isEqualTo("Nguyễn Văn Mẫu");

        Ran text = run("validate", "--signatures", "--lang", "vi", signed);
        assertThat(text.out()).contains("khớp với toàn bộ tệp", "Nguyễn Văn Mẫu", "LT-E114");

        Path changed = folder.resolve("changed.edxml");
        Files.writeString(changed, Files.readString(Path.of(signed)).replace("JVBERi0xLjcK", "JVBERi0xLjYK"));
        Ran broken = run("validate", "--signatures", "--trust", root, changed.toString());
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.out()).contains("LT-E102", "does not fit");

        assertThat(run("validate", "--signatures", "--trust", file.toString(), signed)
                        .err())
                .contains("LT-D02");
        assertThat(run("validate", "--json", signed).json().has("signatures")).isFalse();
    }

    @Test
    void convert_writes_our_form_and_unpacks_attachments() {
        String sample = SAMPLES.resolve("sample-new.edxml").toString();
        Path target = folder.resolve("strict.edxml");
        assertThat(run("convert", sample, "--to", target.toString()).exitCode()).isZero();
        assertThat(run("validate", target.toString()).exitCode()).isZero();
        Path contents = folder.resolve("contents");
        assertThat(run("convert", sample, "--extract", contents.toString()).exitCode())
                .isZero();
        assertThat(contents.resolve("125-SKHCN-CDS.signed.pdf")).isNotEmptyFile();
        assertThat(run("convert", sample).exitCode()).isEqualTo(2);
    }

    @Test
    void agencies_and_queues_of_a_running_exchange_can_be_seen_and_changed() {
        String data = exchange.data().toString();
        assertThat(run("agency", "show", "H46", "--data", data).out())
                .contains("2025-07-01")
                .contains("H50");
        assertThat(run("agency", "add", "Z01.ABC", "--name", "Tổ chức mẫu", "--data", data)
                        .exitCode())
                .isZero();
        assertThat(run("agency", "show", "Z01.ABC", "--data", data).out()).contains("Tổ chức mẫu");
        assertThat(run("queues", "--data", data).out()).contains("dead-letters");
    }

    @Test
    void what_an_endpoint_takes_is_set_and_shown() {
        String data = exchange.data().toString();
        Ran added = run(
                "endpoint",
                "add",
                "so-van-hoa",
                "--agency",
                "H57.88",
                "--without-keys",
                "--operations",
                "new,recall",
                "--sealed-only",
                "--limit-size",
                "20m",
                "--data",
                data);
        assertThat(added.exitCode()).as(added.err()).isZero();
        run("agency", "add", "H57.88", "--name", "Sở Văn hóa", "--data", data);

        assertThat(run("agency", "show", "H57.88", "--data", data).out())
                .contains("takes       new, recall; sealed only; up to 20971520 B")
                .contains("contact     -");
        assertThat(run("agency", "show", "G22", "--data", data).out())
                .contains("takes       new, recall, update, replace");
        Ran wrong = run("endpoint", "add", "so-van-hoa", "--agency", "H57.88", "--operations", "read", "--data", data);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("'read' is none of new, recall, update, replace");
    }

    private String addEndpoint(String name, String agency) {
        Ran added = run(
                "endpoint",
                "add",
                name,
                "--agency",
                agency,
                "--data",
                exchange.data().toString(),
                "--json");
        assertThat(added.exitCode()).as(added.err()).isZero();
        return added.json().get("configuration").asString();
    }

    private String[] send(String client, String to, String... more) {
        Stream<String> from = Stream.of(more).anyMatch("--from"::equals) ? Stream.of() : Stream.of("--from", "H57");
        return Stream.of(
                        Stream.of("send", "--json", "--client", client, "--to", to),
                        Stream.of("--number", "1/UBND-VP", "--subject", "Báo cáo"),
                        from,
                        Stream.of(more),
                        Stream.of(file.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    private static Ran run(String... arguments) {
        return Ran.command(arguments);
    }
}
