// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.AdministrationAnswer.SystemView;
import vn.lienthong.broker.administration.AdministrationSocket;
import vn.lienthong.broker.administration.JournalFacts;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.words.Words;

/** Looks once for what keeps an exchange from working: its data folder, its keys, its port, its ledger. */
public final class ExchangeDoctor {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AHEAD = Duration.ofMinutes(1);
    private static final long BEHIND = 50_000;
    private static final long MEBI = 1024 * 1024;

    private final BrokerConfig config;
    private final DataFolder folder;
    private final Findings findings = new Findings();

    /** A doctor for the exchange of a configuration. */
    public ExchangeDoctor(BrokerConfig config) {
        this.config = config;
        this.folder = new DataFolder(config.data());
    }

    /** Examines it, whether it runs or not. */
    public Findings examine() {
        findings.passed(
                Subject.CONFIGURATION,
                new Words("complete, data in " + folder.path(), "đầy đủ, dữ liệu trong " + folder.path()));
        DiskCheck.examine(folder.path(), config.disk(), findings);
        if (!Files.isDirectory(folder.path())) {
            return findings;
        }
        FileCheck.examine(secrets(), findings);
        examineKeys(folder.serverKeys());
        examineClock();
        Optional<SystemView> system = ask();
        if (system.isPresent()) {
            examineRunning(system.get());
            examinePort(folder.serverKeys());
        } else {
            journal(JournalFacts.of(folder.journal()));
        }
        return findings;
    }

    private List<Path> secrets() {
        try (Stream<Path> files = Files.walk(folder.path(), 3)) {
            return files.filter(Files::isRegularFile)
                    .filter(ExchangeDoctor::isSecret)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            findings.failed(
                    Subject.PERMISSIONS,
                    new Words(
                            folder.path() + " cannot be looked through: " + e.getMessage(),
                            "không xem được " + folder.path() + ": " + e.getMessage()),
                    new Words("run this as the user the exchange runs as", "hãy chạy lệnh với người dùng của trục"));
            return List.of();
        }
    }

    private static boolean isSecret(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean isTrust = name.equals("trust.p12") || name.equals("peers.p12");
        return (name.endsWith(".p12") && !isTrust)
                || name.equals("password")
                || name.equals("key.pem")
                || name.equals("users.json");
    }

    private void examineKeys(KeyFiles server) {
        try {
            char[] password = Files.readString(server.password()).strip().toCharArray();
            new KeyCheck(password, findings).own(Subject.KEY, server.keys());
        } catch (IOException e) {
            findings.failed(
                    Subject.KEY,
                    new Words(
                            "the exchange has no key of its own in " + server.folder(),
                            "trục chưa có khóa riêng trong " + server.folder()),
                    new Words(
                            "start it once: lienthong serve makes one",
                            "hãy khởi động một lần: lienthong serve sẽ tạo"));
        }
    }

    /** What was written after now was written under another clock. */
    private void examineClock() {
        Instant now = Instant.now();
        try (Stream<Path> files = Files.exists(folder.events()) ? Files.list(folder.events()) : Stream.empty()) {
            Optional<Path> later =
                    files.filter(file -> isAfter(file, now.plus(AHEAD))).findFirst();
            if (later.isPresent()) {
                findings.failed(
                        Subject.CLOCK,
                        new Words(
                                later.get() + " was written in the future: the clock was set back",
                                later.get() + " được ghi ở thời điểm tương lai: đồng hồ đã bị lùi"),
                        new Words(
                                "set it by NTP before the exchange goes on",
                                "hãy đồng bộ bằng NTP trước khi chạy tiếp"));
            } else {
                findings.passed(
                        Subject.CLOCK, new Words("nothing is from the future", "không có gì ở thời điểm tương lai"));
            }
        } catch (IOException e) {
            findings.warning(
                    Subject.CLOCK,
                    new Words("the event log cannot be looked at", "không xem được nhật ký sự kiện"),
                    new Words("run this as the user the exchange runs as", "hãy chạy lệnh với người dùng của trục"));
        }
    }

    private static boolean isAfter(Path file, Instant time) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(time);
        } catch (IOException e) {
            return false; // removed meanwhile
        }
    }

    private Optional<SystemView> ask() {
        try {
            SystemView system =
                    AdministrationSocket.ask(folder.administrationSocket(), new MonitoringRequest.ShowSystem());
            findings.passed(
                    Subject.RUNNING,
                    new Words("it runs since " + system.started(), "đang chạy từ " + system.started()));
            return Optional.of(system);
        } catch (IOException e) {
            findings.failed(
                    Subject.RUNNING,
                    new Words("no exchange runs on " + folder.path(), "không có trục nào chạy với " + folder.path()),
                    new Words(
                            "start it: lienthong serve --data " + folder.path(),
                            "hãy khởi động: lienthong serve --data " + folder.path()));
            return Optional.empty();
        }
    }

    private void examineRunning(SystemView system) {
        journal(system.journal());
        system.ledger().ifPresent(ledger -> {
            Words what = new Words(ledger.lag() + " events behind", "chậm " + ledger.lag() + " sự kiện");
            Words advice = new Words(
                    "look at its database; documents flow on, nothing is lost",
                    "hãy xem cơ sở dữ liệu; văn bản vẫn đi, không mất gì");
            if (!ledger.reachable()) {
                findings.failed(
                        Subject.LEDGER,
                        new Words("its database does not answer", "cơ sở dữ liệu không trả lời"),
                        advice);
            } else if (ledger.setAside() > 0) {
                findings.warning(
                        Subject.LEDGER,
                        new Words(
                                "it went on without " + ledger.setAside() + " events",
                                "đã bỏ qua " + ledger.setAside() + " sự kiện"),
                        new Words(
                                "the log says why; see the runbook ledger-incomplete",
                                "nhật ký cho biết lý do; xem hướng dẫn ledger-incomplete"));
            } else if (ledger.lag() > BEHIND) {
                findings.warning(Subject.LEDGER, what, advice);
            } else {
                findings.passed(Subject.LEDGER, what);
            }
        });
        system.ending()
                .forEach(ending -> findings.warning(
                        Subject.CERTIFICATES,
                        new Words(
                                "that of " + ending.holder() + " for " + ending.purpose() + " ends in " + ending.days()
                                        + " days",
                                "chứng thư " + ending.purpose() + " của " + ending.holder() + " còn " + ending.days()
                                        + " ngày"),
                        new Words("have it renewed", "hãy cho gia hạn")));
        if (system.ending().isEmpty()) {
            findings.passed(Subject.CERTIFICATES, new Words("none ends soon", "không chứng thư nào sắp hết hạn"));
        }
    }

    private void journal(JournalFacts journal) {
        Words what = new Words(
                journal.files() + " files, " + journal.bytes() / MEBI + " MB",
                journal.files() + " tệp, " + journal.bytes() / MEBI + " MB");
        if (journal.files() == 0) {
            findings.failed(
                    Subject.JOURNAL,
                    new Words(
                            "there is no journal in " + folder.journal(),
                            "không có nhật ký thông điệp trong " + folder.journal()),
                    new Words(
                            "an exchange that has run has one; see whether the data folder is complete",
                            "trục đã từng chạy phải có; hãy xem thư mục dữ liệu có đầy đủ không"));
        } else {
            findings.passed(Subject.JOURNAL, what);
        }
    }

    private void examinePort(KeyFiles server) {
        int port = folder.lastPort().orElse(config.port());
        String name = config.hostNames().get(0);
        Optional<InetSocketAddress> place = new LineCheck(config.host(), port, findings).examine(PATIENCE);
        place.ifPresent(found -> {
            try {
                KeyStore trusted = ClientDoctor.store(
                        server.trust(),
                        Files.readString(server.password()).strip().toCharArray());
                new TlsCheck(name, found, findings).examine(new KeyManager[0], trusted, PATIENCE);
            } catch (GeneralSecurityException | IOException e) {
                findings.failed(
                        Subject.TLS,
                        new Words(
                                server.trust() + " cannot be used: " + e.getMessage(),
                                "không dùng được " + server.trust() + ": " + e.getMessage()),
                        new Words("restore it from the backup", "hãy khôi phục từ bản sao lưu"));
            }
        });
    }
}
