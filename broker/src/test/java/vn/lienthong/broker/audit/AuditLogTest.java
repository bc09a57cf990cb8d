// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.broker.audit.AuditEntry.Outcome;
import vn.lienthong.broker.audit.AuditLog.Numbered;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.SignedHead;

public final class AuditLogTest {
    private static final Instant NOON = Instant.parse("2026-11-25T05:00:00Z");

    @TempDir
    private Path folder;

    private AuditLog log;

    @BeforeEach
    void begin() {
        log = open(folder);
        log.add(entry("lan", "suspend-agency", NOON, "chuyển trụ sở"));
        log.add(entry("an", "settle-dead-letters", NOON.plusSeconds(60), "đã sửa"));
        log.add(entry("lan", "settle-dead-letters", NOON.plusSeconds(120), "thử lại"));
    }

    @AfterEach
    void end() {
        log.close();
    }

    /** A log in a folder, signed by an authority of its own in there. */
    public static AuditLog open(Path folder) {
        CertificateAuthority authority = CertificateAuthority.open(folder.resolve("authority"));
        CertifiedKey signer = authority.signer(new KeyFiles(folder.resolve("signer")), Instant.now());
        return new AuditLog(
                folder.resolve("log"),
                head -> SignedHead.sign(head, signer.key(), signer.certificate()),
                Clock.systemUTC());
    }

    private static AuditEntry entry(String operator, String action, Instant at, String reason) {
        return new AuditEntry(
                at,
                operator,
                "operator",
                "127.0.0.1",
                action,
                Outcome.DONE,
                Optional.empty(),
                Optional.of(reason),
                JsonNodeFactory.instance.objectNode().put("id", "H57"),
                Optional.empty(),
                Optional.empty());
    }

    private List<Long> numbers(
            Optional<String> operator, Optional<String> action, Optional<String> text, Optional<Long> before) {
        return log.find(new AuditQuery(operator, action, Optional.empty(), Optional.empty(), text, before, 10)).stream()
                .map(Numbered::number)
                .toList();
    }

    @Test
    void the_newest_comes_first_and_every_filter_counts() {
        Optional<String> any = Optional.empty();
        assertThat(numbers(any, any, any, Optional.empty())).containsExactly(3L, 2L, 1L);
        assertThat(numbers(Optional.of("lan"), any, any, Optional.empty())).containsExactly(3L, 1L);
        assertThat(numbers(any, Optional.of("settle-dead-letters"), any, Optional.empty()))
                .containsExactly(3L, 2L);
        assertThat(numbers(any, any, Optional.of("CHUYEN tru so"), Optional.empty()))
                .containsExactly(1L);
        assertThat(numbers(any, any, any, Optional.of(3L))).containsExactly(2L, 1L);
        assertThat(log.find(new AuditQuery(
                        any,
                        any,
                        Optional.of(NOON.plusSeconds(60)),
                        Optional.of(NOON.plusSeconds(120)),
                        any,
                        Optional.empty(),
                        10)))
                .extracting(Numbered::number)
                .containsExactly(2L);
        assertThat(log.find(AuditQuery.newest(1))).hasSize(1);
    }

    @Test
    void everything_is_there_after_a_restart() {
        log.close();
        log = open(folder);

        assertThat(log.find(AuditQuery.newest(10)).get(2).entry())
                .isEqualTo(entry("lan", "suspend-agency", NOON, "chuyển trụ sở"));
        assertThat(log.verify()).isEmpty();
        assertThat(log.head().head().size()).isEqualTo(3);
    }

    @Test
    void a_changed_entry_is_noticed_while_it_runs_and_when_it_is_opened() throws IOException {
        Path file = folder.resolve("log").resolve("log.jsonl");
        String lines = Files.readString(file);
        Files.writeString(file, lines.replaceFirst("\"operator\":\"an\"", "\"operator\":\"xx\""));

        assertThat(log.verify())
                .hasValueSatisfying(problem -> assertThat(problem).contains("not those"));
        log.close();
        assertThatThrownBy(() -> open(folder)).hasMessageContaining("audit log").hasMessageContaining("is damaged");
        Files.writeString(file, lines);
        log = open(folder);
    }

    @Test
    void a_removed_entry_is_noticed() throws IOException {
        log.close();
        Path file = folder.resolve("log").resolve("log.jsonl");
        byte[] all = Files.readAllBytes(file);
        String lines = new String(all, StandardCharsets.UTF_8);
        Files.writeString(file, lines.substring(lines.indexOf('\n') + 1));

        assertThatThrownBy(() -> open(folder)).hasMessageContaining("is damaged");
        Files.write(file, all);
        log = open(folder);
    }

    @Test
    void what_was_begun_and_never_written_down_stands_in_the_log_after_the_next_start() throws IOException {
        log.begin(entry("lan", "rebuild-ledger", NOON.plusSeconds(180), "thử"));
        AuditLog.Intent second = log.begin(entry("an", "remove-user", NOON.plusSeconds(181), "nghỉ"));
        AuditLog.Intent third = log.begin(entry("an", "add-user", NOON.plusSeconds(182), "mới"));
        second.end(entry("an", "remove-user", NOON.plusSeconds(183), "nghỉ"));
        assertThat(third).as("is never ended").isNotNull();
        log.close();

        log = open(folder);

        assertThat(log.find(AuditQuery.newest(10)))
                .extracting(numbered -> numbered.entry().action())
                .startsWith("add-user", "rebuild-ledger", "remove-user");
        assertThat(log.verify()).isEmpty();
        log.close();
        log = open(folder);
        assertThat(log.find(AuditQuery.newest(10))).as("each once").hasSize(6);
    }

    @Test
    void what_came_of_it_is_the_last_word_although_the_exchange_ended_before_it_forgot_the_beginning()
            throws IOException {
        AuditLog.Intent intent = log.begin(entry("an", "remove-user", NOON.plusSeconds(181), "nghỉ"));
        log.begin(entry("an", "add-user", NOON.plusSeconds(182), "mới"));
        Path begun;
        try (Stream<Path> files = Files.list(folder.resolve("log").resolve("begun"))) {
            begun = files.sorted().findFirst().orElseThrow();
        }
        byte[] kept = Files.readAllBytes(begun);
        intent.end(entry("an", "remove-user", NOON.plusSeconds(183), "nghỉ"));
        log.close();
        Files.write(begun, kept);

        log = open(folder);

        assertThat(log.find(AuditQuery.newest(10)))
                .extracting(numbered -> numbered.entry().action())
                .startsWith("add-user", "remove-user")
                .hasSize(5);
    }

    @Test
    void nothing_can_begin_when_it_cannot_be_written() throws IOException {
        Path begun = folder.resolve("log").resolve("begun");
        Files.delete(begun);
        Files.writeString(begun, "no folder");

        assertThatThrownBy(() -> log.begin(entry("lan", "remove-user", NOON, "")))
                .hasMessageContaining("so nothing was done");
    }
}
