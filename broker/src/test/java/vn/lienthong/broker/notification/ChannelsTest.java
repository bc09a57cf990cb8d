// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.MovingClock;
import vn.lienthong.broker.TestExchange;
import vn.lienthong.broker.alerts.AlertDesk;
import vn.lienthong.broker.alerts.Seen;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.console.AlertWords;
import vn.lienthong.broker.disk.DiskState;
import vn.lienthong.broker.notification.MailSettings.Encryption;

/** Alerts sent to a mail server and to a program that are really there. */
final class ChannelsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final Clock CLOCK = new MovingClock(NOW);

    @TempDir
    Path folder;

    /** A disk that is full, and an inbox nobody empties. */
    private List<Notice> notices() {
        AlertDesk desk = new AlertDesk(folder.resolve("desk"), new MovingClock(NOW.minus(Duration.ofDays(1))));
        desk.look(
                Seen.at(NOW)
                        .disk(DiskState.FULL, 93)
                        .inbox("hue", 3, Duration.ofMinutes(45))
                        .look(),
                List.of());
        return desk.alerts().active().stream()
                .map(alert -> Notice.of(alert, Notice.State.RAISED, NOW))
                .toList();
    }

    private static GreenMail mailServer(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(30_000);
        GreenMail server = new GreenMail(setup);
        server.start();
        server.setUser("truc@example.vn", "truc", "đúng mật khẩu");
        return server;
    }

    private MailChannel mail(MailSettings.Server server, String language, String password) throws IOException {
        return new MailChannel(
                new MailSettings(
                        server,
                        Optional.of(new MailSettings.Account(
                                "truc", Files.writeString(folder.resolve("password"), password + "\n"))),
                        "truc@example.vn",
                        List.of("lan@example.vn", "minh@example.vn"),
                        language),
                Optional.of(URI.create("https://truc.example.vn:8460")),
                new AlertWords(),
                CLOCK);
    }

    private static MailSettings.Server plain(int port) {
        return new MailSettings.Server("127.0.0.1", port, Encryption.NONE, Optional.empty());
    }

    @Test
    void a_letter_says_what_is_wrong_what_to_do_and_where_to_read_more() throws Exception {
        GreenMail server = mailServer("smtp");
        try {
            MailChannel channel = mail(plain(server.getSmtp().getPort()), "vi", "đúng mật khẩu");
            channel.send(notices().subList(0, 1));
            channel.send(notices());

            MimeMessage[] letters = server.getReceivedMessages();
            assertThat(letters).as("two letters to two people").hasSize(4);
            assertThat(letters[0].getSubject()).startsWith("[Lienthong] Nghiêm trọng: Đĩa đã đầy (93 %)");
            assertThat(letters[0].getFrom()[0]).hasToString("truc@example.vn");
            assertThat(letters[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(letters[0].getContent().toString())
                    .contains(
                            "Cần làm: dọn đĩa hoặc mở rộng đĩa",
                            "https://truc.example.vn:8460/runbooks/disk-full",
                            "02/03/2026 09:00:00");
            assertThat(letters[1].getSubject()).isEqualTo("[Lienthong] 2 cảnh báo mới, 0 đã kết thúc");
            assertThat(letters[1].getContent().toString()).contains("/runbooks/disk-full", "/runbooks/endpoint-silent");
        } finally {
            server.stop();
        }
    }

    @Test
    void the_end_is_told_in_the_language_that_was_chosen_and_the_letter_keeps_its_id() throws Exception {
        GreenMail server = mailServer("smtp");
        try {
            Notice raised = notices().get(0);
            Notice over = Notice.of(raised.alert().overAt(NOW.plusSeconds(600)), Notice.State.OVER, NOW);
            MailChannel channel = mail(plain(server.getSmtp().getPort()), "en", "đúng mật khẩu");
            channel.send(List.of(over));
            channel.send(List.of(over.triedInVain()));

            MimeMessage[] letters = server.getReceivedMessages();
            assertThat(letters[0].getSubject()).startsWith("[Lienthong] Over: The disk is full");
            assertThat(letters[0].getContent().toString()).contains("over 2026-03-02 09:10:00");
            assertThat(letters[1].getMessageID()).isEqualTo(letters[0].getMessageID());
        } finally {
            server.stop();
        }
    }

    @Test
    void a_wrong_password_and_a_server_that_is_away_are_failures() throws Exception {
        GreenMail server = mailServer("smtp");
        int port = server.getSmtp().getPort();
        try {
            MailChannel channel = mail(plain(port), "vi", "sai mật khẩu");
            assertThatThrownBy(() -> channel.send(notices())).isInstanceOf(IOException.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
        MailChannel channel = mail(plain(port), "vi", "đúng mật khẩu");
        assertThatThrownBy(() -> channel.send(notices())).isInstanceOf(IOException.class);
    }

    @Test
    void a_server_without_tls_gets_nothing_when_tls_is_wanted() throws Exception {
        GreenMail server = mailServer("smtp");
        try {
            MailChannel channel = mail(
                    new MailSettings.Server("127.0.0.1", server.getSmtp().getPort(), Encryption.TLS, Optional.empty()),
                    "vi",
                    "đúng mật khẩu");
            assertThatThrownBy(() -> channel.send(notices())).isInstanceOf(IOException.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void a_mail_server_with_tls_is_believed_if_one_of_the_authorities_vouches_for_it() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(folder.resolve("authority"));
        KeyFiles keys = new KeyFiles(folder.resolve("mail-server"));
        authority.issueServer(List.of("localhost", "127.0.0.1"), keys);
        System.setProperty("greenmail.tls.keystore.file", keys.keys().toString());
        System.setProperty(
                "greenmail.tls.keystore.password",
                Files.readString(keys.password()).strip());
        GreenMail server = mailServer("smtps");
        try {
            int port = server.getSmtps().getPort();
            Path trusted = Files.createDirectories(folder.resolve("trusted"));
            assertThatThrownBy(() -> TrustedMailServers.sockets(trusted)).isInstanceOf(UncheckedIOException.class);
            Files.copy(keys.authorityPem(), trusted.resolve("authority.pem"));

            MailChannel stranger =
                    mail(new MailSettings.Server("127.0.0.1", port, Encryption.TLS, Optional.empty()), "vi", "x");
            assertThatThrownBy(() -> stranger.send(notices())).isInstanceOf(IOException.class);
            mail(
                            new MailSettings.Server("127.0.0.1", port, Encryption.TLS, Optional.of(trusted)),
                            "vi",
                            "đúng mật khẩu")
                    .send(notices());

            assertThat(server.getReceivedMessages()).hasSize(2);
        } finally {
            server.stop();
            System.clearProperty("greenmail.tls.keystore.file");
            System.clearProperty("greenmail.tls.keystore.password");
        }
    }

    private WebhookChannel webhook(Receiver receiver, String secret) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), secret + "\n");
        return new WebhookChannel(new WebhookSettings(URI.create(receiver.url()), file), new AlertWords(), CLOCK);
    }

    @Test
    void a_program_is_told_with_a_signature_over_id_time_and_body() throws Exception {
        try (Receiver receiver = new Receiver(SECRET)) {
            Notice notice = notices().get(0);
            webhook(receiver, "whsec_" + Base64.getEncoder().encodeToString(SECRET))
                    .send(List.of(notice));

            Receiver.Got got = receiver.got.poll(5, TimeUnit.SECONDS);
            assertThat(got.genuine()).isTrue();
            assertThat(got.id()).isEqualTo(notice.id()).startsWith("msg_");
            assertThat(got.timestamp()).isEqualTo(NOW.getEpochSecond());
            assertThat(got.body().get("type").stringValue()).isEqualTo("alert.raised");
            var data = got.body().get("data");
            assertThat(data.get("rule").stringValue()).isEqualTo("disk-full");
            assertThat(data.get("severity").stringValue()).isEqualTo("critical");
            assertThat(data.get("subject").stringValue()).isEmpty();
            assertThat(data.get("state").stringValue()).isEqualTo("raised");
            assertThat(data.get("since").stringValue()).isEqualTo("2026-03-02T02:00:00Z");
            assertThat(data.get("words").get("vi").stringValue()).startsWith("Đĩa đã đầy (93 %)");
            assertThat(data.get("words").get("en").stringValue()).startsWith("The disk is full (93 %)");
            assertThat(data.get("runbook").stringValue()).isEqualTo("/runbooks/disk-full");
        }
    }

    @Test
    void a_secret_may_be_plain_text_and_another_one_is_noticed() throws Exception {
        try (Receiver receiver = new Receiver(SECRET)) {
            webhook(receiver, new String(SECRET, StandardCharsets.UTF_8)).send(notices());
            webhook(receiver, "another secret of enough length").send(notices().subList(0, 1));

            assertThat(receiver.got).extracting(Receiver.Got::genuine).containsExactly(true, true, false);
        }
    }

    @Test
    void a_short_or_missing_secret_is_refused_at_the_start() throws Exception {
        try (Receiver receiver = new Receiver(SECRET)) {
            assertThatThrownBy(() -> webhook(receiver, "short"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseMessage("a secret has at least 24 bytes");
        }
    }

    @Test
    void every_answer_but_a_good_one_is_a_failure() throws Exception {
        try (Receiver receiver = new Receiver(SECRET)) {
            WebhookChannel channel = webhook(receiver, new String(SECRET, StandardCharsets.UTF_8));
            for (int answer : List.of(302, 404, 500)) {
                receiver.answer = answer;
                assertThatThrownBy(() -> channel.send(notices()))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(String.valueOf(answer));
            }
        }
    }

    @Test
    void a_running_exchange_tells_people_and_programs_by_itself() throws Exception {
        GreenMail server = mailServer("smtp");
        try (Receiver receiver = new Receiver(SECRET);
                TestExchange exchange = TestExchange.start(
                        folder.resolve("data"),
                        "console.port=0",
                        "disk.alarm=1",
                        "disk.refuse=2", // so that any disk is full
                        "alerts.mail.server=127.0.0.1",
                        "alerts.mail.port=" + server.getSmtp().getPort(),
                        "alerts.mail.tls=none",
                        "alerts.mail.from=truc@example.vn",
                        "alerts.mail.to=lan@example.vn",
                        "alerts.webhook.url=" + receiver.url(),
                        "alerts.webhook.secret-file=" + Files.write(folder.resolve("secret"), SECRET))) {
            Receiver.Got got = receiver.got.poll(60, TimeUnit.SECONDS);
            assertThat(got).isNotNull();
            assertThat(got.genuine()).isTrue();
            assertThat(got.body().get("data").get("rule").stringValue()).isEqualTo("disk-full");
            assertThat(server.waitForIncomingEmail(60_000, 1)).isTrue();
            assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0])).isNotEmpty();
            assertThat(exchange.files("alerts"))
                    .extracting(file -> file.getFileName().toString())
                    .contains("alerts.json", "mail.json", "webhook.json");
        } finally {
            server.stop();
        }
    }
}
