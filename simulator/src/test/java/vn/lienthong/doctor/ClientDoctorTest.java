// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.AdministrationSocket;
import vn.lienthong.broker.administration.KeyRequest;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.doctor.Finding.Outcome;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.testkit.FreePort;

/** Each thing that can be wrong with an endpoint is broken for real, and found with what to do about it. */
final class ClientDoctorTest {
    @TempDir
    Path data;

    private Optional<ExchangeFixture> exchange = Optional.empty();
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        exchange.ifPresent(ExchangeFixture::close);
    }

    private ExchangeFixture start(Map<String, String> settings) {
        return start(settings, Clock.systemUTC());
    }

    private ExchangeFixture start(Map<String, String> settings, Clock clock) {
        ExchangeFixture started = ExchangeFixture.start(data, settings, clock);
        exchange = Optional.of(started);
        folder = started.endpoint("hue", "H57").keyStore().resolveSibling("");
        return started;
    }

    private Findings examine(String host, int port, String... more) throws IOException {
        Path file = folder.resolve("exchange.properties");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "host = " + host,
                        "port = " + port,
                        "key-store = keys.p12",
                        "trust-store = trust.p12",
                        "password-file = password",
                        "connect-timeout = 10s",
                        String.join("\n", more)));
        return new ClientDoctor().examine(file);
    }

    private String password() throws IOException {
        return Files.readString(folder.resolve("password")).strip();
    }

    private static Finding failed(Findings findings, Subject subject) {
        assertThat(findings.all())
                .as("%s", findings.all())
                .anyMatch(one -> one.subject() == subject && one.outcome() == Outcome.FAILED);
        return findings.all().stream()
                .filter(one -> one.subject() == subject && one.outcome() == Outcome.FAILED)
                .findFirst()
                .orElseThrow();
    }

    private static void says(Finding finding, String english, String vietnamese, String advice) {
        assertThat(finding.what().english()).contains(english);
        assertThat(finding.what().in(Locale.forLanguageTag("vi"))).contains(vietnamese);
        assertThat(finding.advice().english()).contains(advice);
        assertThat(finding.advice().vietnamese()).isNotBlank();
    }

    @Test
    void an_endpoint_that_is_well_passes_in_all() throws Exception {
        Findings findings = examine("localhost", start(Map.of()).port());

        assertThat(findings.all()).as("%s", findings.all()).allMatch(one -> one.outcome() == Outcome.PASSED);
        assertThat(findings.all())
                .extracting(Finding::subject)
                .contains(
                        Subject.NAME,
                        Subject.PORT,
                        Subject.TLS,
                        Subject.SERVER_CERTIFICATE,
                        Subject.KEY,
                        Subject.SIGNING_KEY,
                        Subject.SEALING_KEY,
                        Subject.PERMISSIONS,
                        Subject.DISK,
                        Subject.CONNECTION,
                        Subject.KEY_LOG,
                        Subject.CLOCK);
        assertThat(findings.exitCode()).isZero();
    }

    @Test
    void a_key_that_somebody_else_registered_for_the_endpoint_is_told() throws Exception {
        ExchangeFixture exchange = start(Map.of());
        exchange.broker()
                .administration()
                .issueKeys(new EndpointId("hue"), new KeyFiles(data.resolve("made-by-somebody")));

        Findings findings = examine("localhost", exchange.port());

        says(failed(findings, Subject.KEY_LOG), "LT-S35", "LT-S35", "find out who registered it");
    }

    @Test
    void a_file_that_is_wrong_is_told_with_all_that_is_wrong() throws Exception {
        start(Map.of());
        Findings findings = examine("", 1, "prot = 5671");

        says(failed(findings, Subject.CONFIGURATION), "LT-C02", "LT-C01", "correct");
        assertThat(findings.exitCode()).isEqualTo(1);
    }

    @Test
    void a_name_nobody_knows_and_a_port_nobody_listens_at_are_told_apart() throws Exception {
        start(Map.of());
        Findings unknown = examine("truc.invalid", 5671);
        says(failed(unknown, Subject.NAME), "not known to the DNS", "DNS không biết tên", "name servers");
        assertThat(unknown.exitCode()).isEqualTo(3);

        Findings closed = examine("localhost", FreePort.find());
        says(failed(closed, Subject.PORT), "nobody answers at localhost", "không ai trả lời", "firewall");
        assertThat(closed.exitCode()).isEqualTo(3);
    }

    @Test
    void what_listens_and_is_no_exchange_is_recognised() throws Exception {
        start(Map.of());
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> closeAll(plain), "plain");
            server.setDaemon(true);
            server.start();
            says(
                    failed(examine("localhost", plain.getLocalPort()), Subject.TLS),
                    "does not speak TLS",
                    "không dùng TLS",
                    "check 'port'");
        }
    }

    private static void closeAll(ServerSocket server) {
        try {
            while (!server.isClosed()) {
                server.accept().close();
            }
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    @Test
    void another_name_and_another_authority_are_told_apart() throws Exception {
        int port = start(Map.of("host-names", "truc.example.vn")).port();
        says(
                failed(examine("localhost", port), Subject.TLS),
                "not for the name localhost",
                "không dành cho tên localhost",
                "host-names");

        KeyTool.make(data.resolve("other.p12"), password(), "other", "-validity", "30");
        KeyTool.trust(folder.resolve("trust.p12"), data.resolve("other.p12"), password());
        says(
                failed(examine("localhost", port), Subject.TLS),
                "not trusted here",
                "không nằm trong kho tin cậy",
                "certificate of the authority");
    }

    @Test
    void an_exchange_with_an_expired_certificate_and_one_with_an_old_version_of_tls_are_found() throws Exception {
        start(Map.of());
        Path keys = data.resolve("server.p12");
        KeyTool.make(
                keys, password(), "localhost", "-startdate", "-10d", "-validity", "5", "-ext", "SAN=dns:localhost");
        KeyTool.trust(folder.resolve("trust.p12"), keys, password());
        try (SSLServerSocket server = tls(keys, "TLSv1.3")) {
            says(
                    failed(examine("localhost", server.getLocalPort()), Subject.SERVER_CERTIFICATE),
                    "has expired",
                    "đã hết hạn",
                    "renewed");
        }
        KeyTool.make(keys, password(), "localhost", "-validity", "90", "-ext", "SAN=dns:localhost");
        KeyTool.trust(folder.resolve("trust.p12"), keys, password());
        try (SSLServerSocket server = tls(keys, "TLSv1.2")) {
            says(
                    failed(examine("localhost", server.getLocalPort()), Subject.TLS),
                    "TLSv1.2 only",
                    "TLSv1.2",
                    "pass through");
        }
    }

    private SSLServerSocket tls(Path keys, String version) throws IOException, GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(KeyTool.load(keys, password()), password().toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setEnabledProtocols(new String[] {version});
        Thread thread = new Thread(() -> greetAll(server), "tls");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void greetAll(SSLServerSocket server) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                int unused = connection.getInputStream().read(); // which shakes hands
            } catch (IOException e) {
                // the other side did not like the certificate, or the test is over
            }
        }
    }

    @Test
    void a_key_of_something_else_is_found() throws Exception {
        int port = start(Map.of()).port();
        KeyTool.make(data.resolve("other.p12"), password(), "hue", "-validity", "30");
        KeyTool.mix(folder.resolve("keys.p12"), data.resolve("other.p12"), password());
        Findings findings = examine("localhost", port);
        says(failed(findings, Subject.KEY), "is not that of its certificate", "không phải khóa của chứng thư", "enrol");
        assertThat(findings.exitCode()).isEqualTo(1);
    }

    @Test
    void certificates_that_have_expired_end_soon_or_are_for_something_else_are_found() throws Exception {
        int port = start(Map.of()).port();
        Path keys = folder.resolve("keys.p12");
        KeyTool.make(keys, password(), "hue", "-startdate", "-10d", "-validity", "5");
        says(failed(examine("localhost", port), Subject.KEY), "has expired at", "đã hết hạn lúc", "lienthong enrol");

        KeyTool.make(keys, password(), "hue", "-startdate", "+5d", "-validity", "5");
        says(failed(examine("localhost", port), Subject.KEY), "valid only from", "chỉ có hiệu lực từ", "clock");

        KeyTool.make(keys, password(), "hue", "-validity", "5", "-ext", "EKU=serverAuth");
        Findings findings = examine("localhost", port);
        says(failed(findings, Subject.KEY), "not for this use", "không dùng cho việc này", "issued for it");
        assertThat(findings.all())
                .anyMatch(one ->
                        one.outcome() == Outcome.WARNING && one.what().english().contains("ends in 4 days"));
        says(failed(findings, Subject.CONNECTION), "LT-T01", "LT-T01", "see what else failed");

        KeyTool.make(folder.resolve("signing.p12"), password(), "somebody", "-validity", "90");
        says(failed(examine("localhost", port), Subject.SIGNING_KEY), "not for this use", "không dùng", "issued");
    }

    @Test
    void a_store_that_does_not_open_is_found() throws Exception {
        int port = start(Map.of()).port();
        Files.writeString(folder.resolve("sealing.p12"), "no key store");
        Files.writeString(folder.resolve("password"), "wrong");
        Findings findings = examine("localhost", port);
        says(failed(findings, Subject.KEY), "cannot be used", "không dùng được", "password-file");
        says(failed(findings, Subject.SEALING_KEY), "cannot be used", "không dùng được", "password-file");
        says(failed(findings, Subject.TLS), "trust.p12 cannot be used", "không dùng được", "operator");
    }

    @Test
    void files_that_others_may_read_are_found() throws Exception {
        int port = start(Map.of()).port();
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-r--r--"));
        Findings findings = examine("localhost", port);
        says(failed(findings, Subject.PERMISSIONS), "password (rw-r--r--)", "người khác đọc được", "chmod 600");
        assertThat(findings.exitCode()).isEqualTo(1);
    }

    @Test
    void a_folder_that_is_not_there_is_found() throws Exception {
        int port = start(Map.of()).port();
        says(
                failed(examine("localhost", port, "spool-directory = nowhere"), Subject.DISK),
                "there is no folder",
                "không có thư mục",
                "make it");
    }

    @Test
    void a_clock_that_is_wrong_is_found() throws Exception {
        int port = start(Map.of(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5)))
                .port();
        says(failed(examine("localhost", port), Subject.CLOCK), "LT-T11", "lệch", "NTP");
    }

    @Test
    void a_key_for_signing_that_was_revoked_is_found() throws Exception {
        int port = startWithLists().port();
        revoke("signing");
        Findings findings = examine("localhost", port);
        says(failed(findings, Subject.SIGNING_KEY), "was revoked", "đã bị cơ quan cấp thu hồi", "enrol again");
        assertThat(findings.all())
                .anyMatch(one ->
                        one.subject() == Subject.KEY && one.what().english().contains("has not revoked"));
    }

    @Test
    void a_key_for_connecting_that_was_revoked_is_found_and_does_not_connect() throws Exception {
        int port = startWithLists().port();
        revoke("tls");
        Findings findings = examine("localhost", port);
        says(failed(findings, Subject.KEY), "was revoked", "thu hồi", "enrol again");
        failed(findings, Subject.CONNECTION);
        assertThat(findings.exitCode()).isEqualTo(1);
    }

    /** An exchange whose certificates say where it is told which were revoked. */
    private ExchangeFixture startWithLists() throws IOException {
        String status = Integer.toString(FreePort.find());
        return start(Map.of("revocation.port", status, "revocation.address", "http://127.0.0.1:" + status));
    }

    private void revoke(String purpose) throws IOException {
        AdministrationSocket.ask(
                new DataFolder(data).administrationSocket(),
                new KeyRequest.RevokeKeys("hue", Optional.of(purpose), Optional.empty(), "drill"));
    }
}
