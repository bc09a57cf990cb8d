// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.alerts.Severity;
import vn.lienthong.broker.artemis.Redelivery;
import vn.lienthong.broker.calendar.WorkingCalendar;
import vn.lienthong.broker.calendar.WorkingHours;
import vn.lienthong.broker.deadletters.Approval;
import vn.lienthong.broker.directory.DirectoryPolicy;
import vn.lienthong.broker.directory.DirectoryPolicy.ClosedAgencies;
import vn.lienthong.broker.directory.DirectoryPolicy.UnlistedAgencies;
import vn.lienthong.broker.disk.DiskLimits;
import vn.lienthong.broker.events.Subjects;
import vn.lienthong.broker.ledger.Deadlines;
import vn.lienthong.broker.ledger.LedgerSettings;
import vn.lienthong.broker.notification.MailSettings;
import vn.lienthong.broker.notification.NotificationSettings;
import vn.lienthong.broker.notification.WebhookSettings;
import vn.lienthong.broker.openid.OpenIdSettings;
import vn.lienthong.broker.openid.RoleGrant;
import vn.lienthong.broker.retention.RetentionPolicy;
import vn.lienthong.broker.revocation.RevocationPolicy;
import vn.lienthong.broker.routing.RoutingLimits;
import vn.lienthong.broker.routing.StatementPolicy;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.protocol.RefusalException;

final class BrokerConfigTest {
    @TempDir
    Path folder;

    @Test
    void an_empty_file_gives_the_defaults() throws Exception {
        BrokerConfig config = load("");
        assertThat(config)
                .isEqualTo(new BrokerConfig(
                        folder.resolve("data"),
                        "127.0.0.1",
                        5671,
                        List.of("localhost", "127.0.0.1"),
                        new RoutingLimits(DataSize.ofMebibytes(70), 5_000),
                        64,
                        new StatementPolicy(true, false),
                        new Redelivery(10, Duration.ofSeconds(1), Duration.ofMinutes(10)),
                        DirectoryPolicy.DEFAULT,
                        new DiskLimits(80, 88),
                        Approval.SECOND_PERSON,
                        DataSize.ofMebibytes(64),
                        Duration.ofDays(400),
                        Optional.of(LedgerSettings.EMBEDDED),
                        Deadlines.usual(Clock.systemUTC()),
                        EnumSet.allOf(ReceiptKind.class),
                        new RetentionPolicy(
                                Optional.empty(),
                                Optional.of(Duration.ofDays(400)),
                                Optional.of(Duration.ofDays(90)),
                                Optional.empty(),
                                Optional.of(Duration.ofDays(400))),
                        new KeySettings(
                                Optional.empty(),
                                Optional.of(5673),
                                Optional.empty(),
                                Optional.empty(),
                                RevocationPolicy.USUAL,
                                200_000),
                        new ConsoleSettings(Optional.of(8460), "127.0.0.1", false, Optional.empty(), Optional.empty()),
                        NotificationSettings.NONE,
                        config.shown()));
    }

    @Test
    void every_key_can_be_set() throws Exception {
        Files.writeString(folder.resolve("days.csv"), "day,kind,what\n2026-09-02,holiday,\n2026-09-05,working,\n");
        Files.writeString(folder.resolve("oidc.txt"), "secret");
        BrokerConfig config = load(
                """
                                data = elsewhere/kept
                                host = 0.0.0.0
                                port = 5672
                                host-names = truc.example.vn, 10.0.0.7
                                limit.message-size = 1g
                                limit.recipients = 64
                                limit.connections = 8
                                expiry.normal = 30d
                                expiry.urgent = none
                                expiry.very-urgent = 7d
                                expiry.express = 2d
                                expiry.timed-express = 12h
                                signatures = accepted
                                sealing = required
                                redelivery.attempts = 3
                                redelivery.delay = 500ms
                                redelivery.longest-delay = 2h
                                directory.unlisted-agencies = refuse
                                directory.closed-agencies = forward
                                directory.grace = 30d
                                disk.alarm = 70
                                disk.refuse = 95
                                dead-letters.discard = alone
                                memory.messages = 256m
                                submissions-remembered = 30d
                                ledger.database = jdbc:postgresql://db.example.vn/ledger
                                ledger.user = lienthong
                                ledger.password-file = secrets/ledger
                                ledger.subjects = omit
                                receipts = expired, dead
                                deadline.not-arrived = 16h, 8h, 4h, 2h, 45m
                                deadline.recall-unanswered = 24h, 16h, 8h, 8h, 90m
                                calendar.hours = 07:30-11:30, 13:30-16:30
                                calendar.holidays = days.csv
                                retention.documents = 1825d
                                retention.events = never
                                retention.expired = 30d
                                retention.dead-letters = 12h
                                retention.key-packages = 100d
                                trusted-authorities = authorities
                                enrolment.port = none
                                revocation.port = 8080
                                revocation.address = http://truc.example.vn:8080
                                external-revocation.refresh = 1h
                                limit.key-packages = 500
                                external-revocation.grace = unlimited
                                console.port = none
                                console.host = 0.0.0.0
                                metrics.token-file = secrets/metrics
                                console.oidc.issuer = https://dang-nhap.example.vn/realms/gov
                                console.oidc.client-id = lienthong
                                console.oidc.client-secret-file = oidc.txt
                                console.oidc.name-claim = email
                                console.oidc.role-claim = realm_access.roles
                                console.oidc.roles = admins = admin, hue = operator H57 H49
                                console.oidc.redirect = https://truc.example.vn/sign-in/openid/return
                                alerts.severity = warning
                                alerts.links = https://truc.example.vn:8460
                                alerts.mail.server = mail.example.vn
                                alerts.mail.port = 2525
                                alerts.mail.tls = tls
                                alerts.mail.authorities = mail-authorities
                                alerts.mail.user = truc
                                alerts.mail.password-file = secrets/mail
                                alerts.mail.from = truc@example.vn
                                alerts.mail.to = truc-ban@example.vn, lan@example.vn
                                alerts.mail.language = en
                                alerts.webhook.url = https://chat.example.vn/hook
                                alerts.webhook.secret-file = secrets/webhook
                                """);
        assertThat(config)
                .isEqualTo(new BrokerConfig(
                        folder.resolve("elsewhere/kept"),
                        "0.0.0.0",
                        5672,
                        List.of("truc.example.vn", "10.0.0.7"),
                        new RoutingLimits(
                                DataSize.ofMebibytes(1024),
                                64,
                                Map.of(
                                        Urgency.NORMAL, Duration.ofDays(30),
                                        Urgency.VERY_URGENT, Duration.ofDays(7),
                                        Urgency.EXPRESS, Duration.ofDays(2),
                                        Urgency.TIMED_EXPRESS, Duration.ofHours(12))),
                        8,
                        new StatementPolicy(false, true),
                        new Redelivery(3, Duration.ofMillis(500), Duration.ofHours(2)),
                        new DirectoryPolicy(UnlistedAgencies.REFUSE, ClosedAgencies.FORWARD, Period.ofDays(30)),
                        new DiskLimits(70, 95),
                        Approval.NONE,
                        DataSize.ofMebibytes(256),
                        Duration.ofDays(30),
                        Optional.of(new LedgerSettings(
                                Optional.of("jdbc:postgresql://db.example.vn/ledger"),
                                Optional.of("lienthong"),
                                Optional.of(folder.resolve("secrets/ledger")),
                                Subjects.OMIT)),
                        new Deadlines(
                                new WorkingCalendar(
                                        WorkingHours.parse("07:30-11:30,13:30-16:30")
                                                .orElseThrow(),
                                        Set.of(LocalDate.of(2026, 9, 2)),
                                        Set.of(LocalDate.of(2026, 9, 5))),
                                List.of(hours(16), hours(8), hours(4), hours(2), Duration.ofMinutes(45)),
                                List.of(hours(24), hours(16), hours(8), hours(8), Duration.ofMinutes(90)),
                                Clock.systemUTC()),
                        Set.of(ReceiptKind.EXPIRED, ReceiptKind.DEAD),
                        new RetentionPolicy(
                                Optional.of(Duration.ofDays(1825)),
                                Optional.empty(),
                                Optional.of(Duration.ofDays(30)),
                                Optional.of(Duration.ofHours(12)),
                                Optional.of(Duration.ofDays(100))),
                        new KeySettings(
                                Optional.of(folder.resolve("authorities")),
                                Optional.empty(),
                                Optional.of(8080),
                                Optional.of(URI.create("http://truc.example.vn:8080")),
                                new RevocationPolicy(Duration.ofHours(1), Optional.empty()),
                                500),
                        new ConsoleSettings(
                                Optional.empty(),
                                "0.0.0.0",
                                true,
                                Optional.of(folder.resolve("secrets/metrics")),
                                Optional.of(new OpenIdSettings(
                                        URI.create("https://dang-nhap.example.vn/realms/gov"),
                                        "lienthong",
                                        folder.resolve("oidc.txt"),
                                        new OpenIdSettings.Claims("email", "realm_access.roles"),
                                        List.of(
                                                new RoleGrant("admins", Role.ADMIN, Scope.EVERYTHING),
                                                new RoleGrant(
                                                        "hue",
                                                        Role.OPERATOR,
                                                        new Scope(List.of(new AgencyId("H57"), new AgencyId("H49"))))),
                                        Optional.of(URI.create("https://truc.example.vn/sign-in/openid/return"))))),
                        new NotificationSettings(
                                Optional.of(new MailSettings(
                                        new MailSettings.Server(
                                                "mail.example.vn",
                                                2525,
                                                MailSettings.Encryption.TLS,
                                                Optional.of(folder.resolve("mail-authorities"))),
                                        Optional.of(new MailSettings.Account("truc", folder.resolve("secrets/mail"))),
                                        "truc@example.vn",
                                        List.of("truc-ban@example.vn", "lan@example.vn"),
                                        "en")),
                                Optional.of(new WebhookSettings(
                                        URI.create("https://chat.example.vn/hook"), folder.resolve("secrets/webhook"))),
                                Severity.WARNING,
                                Optional.of(URI.create("https://truc.example.vn:8460"))),
                        config.shown()));
        assertThat(config.shown())
                .as("each as it was written")
                .containsEntry("redelivery.longest-delay", "2h")
                .containsEntry("deadline.not-arrived", "16h, 8h, 4h, 2h, 45m")
                .containsEntry("console.port", "none")
                .containsEntry("alerts.mail.password-file", "secrets/mail")
                .containsEntry("alerts.webhook.url", "https://chat.example.vn/…")
                .doesNotContainValue("");
    }

    @Test
    void defaults_are_shown_as_they_would_be_written_and_mean_the_same() throws Exception {
        BrokerConfig config = load("");
        assertThat(config.shown())
                .containsEntry("host", "127.0.0.1")
                .containsEntry("limit.message-size", "70m")
                .containsEntry("signatures", "required")
                .containsEntry("sealing", "accepted")
                .containsEntry("console.tls", "none")
                .containsEntry("retention.events", "400d")
                .containsEntry("retention.documents", "never")
                .containsEntry("revocation.port", "none")
                .containsEntry("dead-letters.discard", "second-person")
                .containsEntry("ledger.user", "");
        StringBuilder text = new StringBuilder();
        config.shown().forEach((key, value) -> text.append(key + " = " + value + "\n"));

        BrokerConfig again = load(text.toString());

        assertThat(again).usingRecursiveComparison().ignoringFields("shown").isEqualTo(config);
    }

    @Test
    void no_secret_in_an_address_is_shown() throws Exception {
        assertThat(load("ledger.database = jdbc:postgresql://me:word@db.example.vn/ledger?password=word&ssl=true")
                        .shown())
                .containsEntry("ledger.database", "jdbc:postgresql://…@db.example.vn/ledger?password=…&ssl=true");
    }

    @Test
    void everything_wrong_is_reported_together() {
        assertThat(
                        problems(
                                """
                                port = 70000
                                limit.message-size = huge
                                expiry.normal = soon
                                expiry.express = 0s
                                redelivery.delay = soon
                                directory.unlisted-agencies = maybe
                                disk.alarm = 95
                                disk.refuse = 90
                                submissions-remembered = ever
                                ledger.database = jdbc:oracle:thin
                                deadline.not-arrived = 1h, 1h, 1h
                                deadline.recall-unanswered = 1d, 1d, 1d, 1d, 1d
                                calendar.hours = 9 to 5
                                calendar.holidays = nowhere.csv
                                ledger.subjects = secret
                                receipts = all
                                retention.documents = always
                                colour = red
                                """))
                .extracting(Problem::code, Problem::subject)
                .containsExactly(
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "port"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "limit.message-size"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "expiry.normal"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "expiry.express"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "redelivery.delay"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "directory.unlisted-agencies"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "disk.refuse"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "submissions-remembered"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "ledger.database"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "ledger.subjects"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "calendar.hours"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "calendar.holidays"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "deadline.not-arrived"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "deadline.recall-unanswered"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "receipts"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "retention.documents"),
                        Assertions.tuple(ErrorCode.SETTING_UNKNOWN, "colour"));
    }

    @Test
    void alerts_are_sent_only_where_all_that_it_takes_is_set() {
        assertThat(
                        problems(
                                """
                                alerts.severity = loud
                                alerts.mail.server = mail.example.vn
                                alerts.mail.user = truc
                                alerts.mail.to = nobody
                                alerts.webhook.url = http://chat.example.vn/hook
                                alerts.webhook.secret-file = secrets/webhook
                                """))
                .extracting(Problem::code, Problem::subject)
                .containsExactly(
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "alerts.mail.to"),
                        Assertions.tuple(ErrorCode.SETTING_MISSING, "alerts.mail.from"),
                        Assertions.tuple(ErrorCode.SETTING_MISSING, "alerts.mail.password-file"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "alerts.webhook.url"),
                        Assertions.tuple(ErrorCode.SETTING_INVALID, "alerts.severity"));
        assertThat(problems("alerts.mail.to = lan@example.vn\nalerts.webhook.url = https://chat.example.vn/"))
                .extracting(Problem::code, Problem::subject)
                .containsExactly(
                        Assertions.tuple(ErrorCode.SETTING_MISSING, "alerts.mail.server"),
                        Assertions.tuple(ErrorCode.SETTING_MISSING, "alerts.webhook.secret-file"));
    }

    @Test
    void a_wrong_value_is_shown_with_what_was_expected() {
        assertThat(problems("port = 70000").get(0).arguments())
                .containsExactly("port", "70000", "a whole number from 0 to 65535");
    }

    @Test
    void an_exchange_without_a_host_name_is_refused() {
        assertThat(problems("host-names = ,").get(0).subject()).isEqualTo("host-names");
    }

    @Test
    void the_longest_wait_is_not_shorter_than_the_first() {
        assertThat(problems("redelivery.delay = 1h\nredelivery.longest-delay = 1m")
                        .get(0)
                        .subject())
                .isEqualTo("redelivery.longest-delay");
    }

    @Test
    void values_in_memory_may_name_another_folder() {
        Properties values = new Properties();
        assertThat(BrokerConfig.of(values, folder).data()).isEqualTo(folder);
        values.setProperty("data", folder.resolve("other").toString());
        assertThat(BrokerConfig.of(values, folder).data()).isEqualTo(folder.resolve("other"));
    }

    @Test
    void every_wrong_line_of_the_calendar_is_reported_with_the_other_problems() throws Exception {
        Files.writeString(folder.resolve("days.csv"), "day,kind,what\n2026-09-02,feast,\n2026-13-05,working,\n");

        assertThat(problems("port = -1\ncalendar.holidays = days.csv"))
                .extracting(Problem::code)
                .containsExactly(
                        ErrorCode.SETTING_INVALID, ErrorCode.CALENDAR_LINE_INVALID, ErrorCode.CALENDAR_LINE_INVALID);
    }

    @Test
    void a_sign_in_provider_is_named_with_all_that_belongs_to_it() {
        assertThat(problems("console.oidc.client-id = lienthong").get(0).subject())
                .isEqualTo("console.oidc.issuer");
        assertThat(problems("console.oidc.issuer = https://dang-nhap.example.vn"))
                .extracting(Problem::code, Problem::subject)
                .containsExactly(
                        Assertions.tuple(ErrorCode.SETTING_MISSING, "console.oidc.client-id"),
                        Assertions.tuple(ErrorCode.SETTING_MISSING, "console.oidc.client-secret-file"),
                        Assertions.tuple(ErrorCode.SETTING_MISSING, "console.oidc.roles"));
        assertThat(problems("console.oidc.issuer = http://dang-nhap.example.vn")
                        .get(0)
                        .subject())
                .as("in the clear over a network")
                .isEqualTo("console.oidc.issuer");
        assertThat(problems("console.oidc.roles = admins = boss").get(0).subject())
                .isEqualTo("console.oidc.roles");
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    private BrokerConfig load(String text) throws Exception {
        return BrokerConfig.load(Files.writeString(folder.resolve("exchange.properties"), text));
    }

    private List<Problem> problems(String text) {
        return Assertions.catchThrowableOfType(RefusalException.class, () -> load(text))
                .refusal()
                .problems();
    }
}
