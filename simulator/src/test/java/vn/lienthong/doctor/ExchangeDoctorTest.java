// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.doctor.Finding.Outcome;
import vn.lienthong.fixture.ExchangeFixture;

/** Each thing that can be wrong with an exchange is broken for real, and found with what to do about it. */
final class ExchangeDoctorTest {
    @TempDir
    Path data;

    private ExchangeFixture exchange;

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(data, Map.of());
        exchange.endpoint("hue", "H57");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    /** On a disk of which only the settings say how full it may be. */
    private Findings examine(String... settings) {
        Properties values = new Properties();
        values.setProperty("disk.alarm", "98");
        values.setProperty("disk.refuse", "99");
        for (String setting : settings) {
            values.setProperty(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return new ExchangeDoctor(BrokerConfig.of(values, data)).examine();
    }

    private static Finding found(Findings findings, Subject subject, Outcome outcome) {
        assertThat(findings.all())
                .as("%s", findings.all())
                .anyMatch(one -> one.subject() == subject && one.outcome() == outcome);
        return findings.all().stream()
                .filter(one -> one.subject() == subject && one.outcome() == outcome)
                .findFirst()
                .orElseThrow();
    }

    private static void says(Finding finding, String english, String vietnamese, String advice) {
        assertThat(finding.what().english()).contains(english);
        assertThat(finding.what().vietnamese()).contains(vietnamese);
        assertThat(finding.advice().english()).contains(advice);
        assertThat(finding.advice().vietnamese()).isNotBlank();
    }

    @Test
    void an_exchange_that_is_well_passes_in_all() {
        Findings findings = examine();

        assertThat(findings.all()).as("%s", findings.all()).allMatch(one -> one.outcome() == Outcome.PASSED);
        assertThat(findings.all())
                .extracting(Finding::subject)
                .contains(
                        Subject.RUNNING,
                        Subject.NAME,
                        Subject.PORT,
                        Subject.TLS,
                        Subject.SERVER_CERTIFICATE,
                        Subject.KEY,
                        Subject.PERMISSIONS,
                        Subject.DISK,
                        Subject.JOURNAL,
                        Subject.LEDGER,
                        Subject.CERTIFICATES,
                        Subject.CLOCK);
        assertThat(findings.exitCode()).isZero();
    }

    @Test
    void one_that_does_not_run_and_one_that_never_ran_are_found() {
        exchange.close();
        Findings findings = examine();
        says(
                found(findings, Subject.RUNNING, Outcome.FAILED),
                "no exchange runs",
                "không có trục nào",
                "lienthong serve");
        found(findings, Subject.JOURNAL, Outcome.PASSED);
        assertThat(findings.exitCode()).isEqualTo(3);

        Findings never = new ExchangeDoctor(BrokerConfig.defaults(data.resolve("never"))).examine();
        says(found(never, Subject.DISK, Outcome.FAILED), "there is no folder", "không có thư mục", "make it");
    }

    @Test
    void a_full_disk_and_one_that_gets_full_are_found() {
        Findings full = examine("disk.alarm=1", "disk.refuse=2");
        says(found(full, Subject.DISK, Outcome.FAILED), "% full", "đã đầy", "documents are refused from 2 %");
        assertThat(full.exitCode()).isEqualTo(1);
        says(found(examine("disk.alarm=1"), Subject.DISK, Outcome.WARNING), "MB left", "còn", "make room before 99 %");
    }

    @Test
    void secrets_that_others_may_read_are_found() throws IOException {
        Path password = new DataFolder(data).serverKeys().password();
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-rw----"));
        says(
                found(examine(), Subject.PERMISSIONS, Outcome.FAILED),
                password + " (rw-rw----)",
                "người khác đọc được",
                "chmod 600");
    }

    @Test
    void a_server_key_that_is_not_that_of_its_certificate_is_found() throws Exception {
        Path keys = new DataFolder(data).serverKeys().keys();
        String password =
                Files.readString(new DataFolder(data).serverKeys().password()).strip();
        KeyTool.make(data.resolve("other.p12"), password, "exchange", "-validity", "90");
        KeyTool.mix(keys, data.resolve("other.p12"), password);
        says(
                found(examine(), Subject.KEY, Outcome.FAILED),
                "is not that of its certificate",
                "không phải khóa của chứng thư",
                "enrol");
    }

    @Test
    void a_name_that_is_not_in_the_certificate_is_found() {
        says(
                found(examine("host-names=truc.example.vn"), Subject.TLS, Outcome.FAILED),
                "not for the name truc.example.vn",
                "không dành cho tên",
                "host-names");
    }

    @Test
    void a_clock_that_was_set_back_is_found() throws IOException {
        Path last;
        try (Stream<Path> files = Files.list(new DataFolder(data).events())) {
            last = files.findFirst().orElseThrow();
        }
        Files.setLastModifiedTime(last, FileTime.from(Instant.now().plus(Duration.ofHours(2))));
        says(found(examine(), Subject.CLOCK, Outcome.FAILED), "the clock was set back", "đồng hồ đã bị lùi", "NTP");
    }

    @Test
    void a_journal_that_is_gone_is_found() throws IOException {
        exchange.close();
        Files.move(new DataFolder(data).journal(), data.resolve("elsewhere"));
        says(
                found(examine(), Subject.JOURNAL, Outcome.FAILED),
                "there is no journal",
                "không có nhật ký",
                "data folder is complete");
    }
}
