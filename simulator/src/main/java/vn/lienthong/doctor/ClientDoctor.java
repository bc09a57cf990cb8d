// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.protocol.Problem;
import vn.lienthong.words.Words;

/** Looks for what keeps an endpoint from working: its configuration, its keys, the way to the exchange. */
public final class ClientDoctor {
    private final Findings findings = new Findings();

    /** Examines the endpoint of a configuration file. */
    public Findings examine(Path file) {
        ClientConfig config;
        try {
            config = ClientConfig.load(file);
        } catch (ExchangeException e) {
            findings.failed(
                    Subject.CONFIGURATION, Words.of(e.problems()), new Words("correct " + file, "hãy sửa " + file));
            return findings;
        }
        findings.passed(Subject.CONFIGURATION, new Words(file + " is complete", file + " đầy đủ"));
        FileCheck.examine(secrets(config), findings);
        DiskCheck.examine(config.outbox().filter(Files::exists).orElseGet(config::spoolDirectory), findings);
        Optional<char[]> password = password(config);
        password.ifPresent(found -> examineKeys(config, found));
        Optional<InetSocketAddress> place =
                new LineCheck(config.host(), config.port(), findings).examine(config.connectTimeout());
        if (place.isPresent() && password.isPresent()) {
            examineLine(config, place.get(), password.get());
        }
        return findings;
    }

    private static List<Path> secrets(ClientConfig config) {
        return Stream.of(
                        Optional.of(config.keyStore()),
                        Optional.of(config.passwordFile()),
                        config.signingKeyStore(),
                        config.sealing().keyStore(),
                        Optional.of(config.sealing().secret()))
                .flatMap(Optional::stream)
                .filter(Files::exists)
                .distinct()
                .toList();
    }

    private Optional<char[]> password(ClientConfig config) {
        try {
            return Optional.of(Files.readString(config.passwordFile()).strip().toCharArray());
        } catch (IOException e) {
            findings.failed(
                    Subject.KEY,
                    new Words(config.passwordFile() + " cannot be read", "không đọc được " + config.passwordFile()),
                    new Words("let this user read it", "hãy cho người dùng này quyền đọc"));
            return Optional.empty();
        }
    }

    private void examineKeys(ClientConfig config, char[] password) {
        KeyCheck keys = new KeyCheck(password, findings);
        RevocationCheck revocation = new RevocationCheck(authorities(config, password), findings);
        Optional<X509Certificate> connecting = keys.connecting(config.keyStore());
        connecting.ifPresent(
                found -> revocation.examine(Subject.KEY, config.keyStore().toString(), found));
        config.signingKeyStore()
                .ifPresentOrElse(
                        file -> keys.signing(file).ifPresent(found -> {
                            revocation.examine(Subject.SIGNING_KEY, file.toString(), found);
                            connecting.ifPresent(own -> keys.sameEndpoint(Subject.SIGNING_KEY, own, found));
                        }),
                        () -> findings.warning(
                                Subject.SIGNING_KEY,
                                new Words("there is no key for signing", "không có khóa ký"),
                                new Words(
                                        "an exchange that requires signatures takes nothing; enrol one",
                                        "trục yêu cầu chữ ký sẽ không nhận gì; hãy đăng ký khóa ký")));
        config.sealing().keyStore().ifPresent(file -> keys.sealing(file)
                .forEach(found -> connecting.ifPresent(own -> keys.sameEndpoint(Subject.SEALING_KEY, own, found))));
    }

    private static List<X509Certificate> authorities(ClientConfig config, char[] password) {
        List<X509Certificate> authorities = new ArrayList<>();
        try {
            KeyStore trusted = store(config.trustStore(), password);
            for (String alias : Collections.list(trusted.aliases())) {
                if (trusted.getCertificate(alias) instanceof X509Certificate authority) {
                    authorities.add(authority);
                }
            }
        } catch (GeneralSecurityException | IOException e) {
            return List.of(); // said where TLS is tried
        }
        return authorities;
    }

    /** The key store in a file. */
    static KeyStore store(Path file, char[] password) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        }
    }

    private void examineLine(ClientConfig config, InetSocketAddress place, char[] password) {
        try {
            KeyStore trusted = store(config.trustStore(), password);
            new TlsCheck(config.host(), place, findings)
                    .examine(keys(config, password), trusted, config.connectTimeout());
        } catch (GeneralSecurityException | IOException e) {
            findings.failed(
                    Subject.TLS,
                    new Words(
                            config.trustStore() + " cannot be used: " + e.getMessage(),
                            "không dùng được " + config.trustStore() + ": " + e.getMessage()),
                    new Words(
                            "ask the operator for the certificate of the authority",
                            "hãy xin chứng thư của cơ quan cấp từ bộ phận vận hành"));
            return;
        }
        connect(config);
    }

    /** Without a key that can be used, a handshake shows none. */
    private static KeyManager[] keys(ClientConfig config, char[] password) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store(config.keyStore(), password), password);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            return new KeyManager[0];
        }
    }

    private void connect(ClientConfig config) {
        try (ExchangeClient client = ExchangeClient.connect(withoutOutbox(config))) {
            findings.passed(
                    Subject.CONNECTION,
                    new Words("the exchange knows this endpoint", "trục liên thông nhận ra hệ thống này"));
            keyLog(client);
            clock(client);
        } catch (ExchangeException e) {
            findings.failed(
                    Subject.CONNECTION,
                    Words.of(e.problems()),
                    new Words(
                            "see what else failed; otherwise the operator sees why in the log of the exchange",
                            "hãy xem các mục không đạt khác; nếu không có, bộ phận vận hành xem lý do trong nhật ký của trục"));
        }
    }

    /** With one it would not say whether it is connected. */
    private static ClientConfig withoutOutbox(ClientConfig config) {
        return new ClientConfig(
                config.host(),
                config.port(),
                config.keyStore(),
                config.trustStore(),
                config.passwordFile(),
                config.connectTimeout(),
                config.sendTimeout(),
                config.parallelSends(),
                config.spoolDirectory(),
                Optional.empty(),
                config.outboxLimit(),
                config.signingKeyStore(),
                config.unsigned(),
                config.sealing(),
                false);
    }

    private void keyLog(ExchangeClient client) {
        Optional<List<Problem>> problems = client.keyProblems();
        if (problems.isEmpty()) {
            findings.warning(
                    Subject.KEY_LOG,
                    new Words("the exchange did not say in time", "trục không trả lời kịp"),
                    new Words("try again", "hãy thử lại"));
        } else if (problems.get().isEmpty()) {
            findings.passed(
                    Subject.KEY_LOG,
                    new Words(
                            "it has no key of this endpoint that is not known here",
                            "không có khóa lạ nào mang tên hệ thống này"));
        } else {
            findings.failed(
                    Subject.KEY_LOG,
                    Words.of(problems.get()),
                    new Words(
                            "find out who registered it, and have what is not yours revoked",
                            "hãy tìm ai đã đăng ký và yêu cầu thu hồi khóa không phải của mình"));
        }
    }

    private void clock(ExchangeClient client) {
        Optional<Duration> offset = client.clockOffset();
        Optional<Problem> problem = client.clockProblem();
        if (problem.isPresent()) {
            findings.failed(
                    Subject.CLOCK,
                    Words.of(List.of(problem.get())),
                    new Words("have NTP set it", "hãy đồng bộ bằng NTP"));
        } else {
            String seconds = offset.map(found -> found.toSeconds() + " s").orElse("?");
            findings.passed(
                    Subject.CLOCK,
                    new Words(
                            "differs by " + seconds + " from that of the exchange",
                            "lệch " + seconds + " so với trục"));
        }
    }
}
