// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.lienthong.config.DataSize;
import vn.lienthong.config.Settings;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;

/**
 * How to reach an exchange and who to be there, usually read from {@code exchange.properties}.
 *
 * @param host {@code host}: name or address of the exchange; required
 * @param port {@code port}: its port; default 5671
 * @param keyStore {@code key-store}: PKCS#12 file with the endpoint's key and certificate; required. The certificate
 *     decides which endpoint this is
 * @param trustStore {@code trust-store}: PKCS#12 file with the authority that signed the exchange's certificate; required
 * @param passwordFile {@code password-file}: file with the password of both stores; required
 * @param connectTimeout {@code connect-timeout}: how long one attempt to connect may take; default 10s
 * @param sendTimeout {@code send-timeout}: how long a send tries, reconnecting included, before it gives up; default 30s
 * @param parallelSends {@code parallel-sends}: how many asynchronous sends run at once; default 4
 * @param spoolDirectory {@code spool-directory}: where large bodies wait while the application handles them; default the
 *     system's temporary folder
 * @param outbox {@code outbox}: a folder of this application's own where what it sends and reports waits for the exchange;
 *     default none, then sending needs the exchange
 * @param outboxLimit {@code outbox-limit}: how many bytes may wait there; default 10g
 * @param signingKeyStore {@code signing-key-store}: PKCS#12 file with the key that statements are signed with, and its
 *     certificate; default {@code signing.p12} beside the key store, if there is one. Without it nothing is signed, and an
 *     exchange that requires signatures takes nothing. The file may be replaced at any time
 * @param unsigned {@code unsigned}: what becomes of documents and statuses that nobody signed: {@code refuse} (default)
 *     gives them back, {@code accept} hands them on
 */
public record ClientConfig(
        String host,
        int port,
        Path keyStore,
        Path trustStore,
        Path passwordFile,
        Duration connectTimeout,
        Duration sendTimeout,
        int parallelSends,
        Path spoolDirectory,
        Optional<Path> outbox,
        DataSize outboxLimit,
        Optional<Path> signingKeyStore,
        Unsigned unsigned) {
    /** The port of an exchange unless it says otherwise. */
    public static final int DEFAULT_PORT = 5671;

    /** What becomes of messages that nobody signed. */
    public enum Unsigned {
        /** They are given back to the exchange. */
        REFUSE,
        /** They are handed on. */
        ACCEPT
    }

    private static final int MAX_PORT = 65_535;
    private static final int MAX_PARALLEL_SENDS = 64;
    private static final int DEFAULT_PARALLEL_SENDS = 4;
    private static final DataSize DEFAULT_OUTBOX_LIMIT = DataSize.ofMebibytes(10 * 1024);
    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_SEND_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Reads a configuration file; relative paths in it count from its folder.
     *
     * @throws DocumentRefusedException with everything that is wrong in the file
     */
    public static ClientConfig load(Path file) {
        try {
            return read(Settings.load(file));
        } catch (IOException e) {
            throw new DocumentRefusedException(List.of(ErrorCode.CONTENT_UNREADABLE.with(file + ": " + e)), e);
        } catch (RefusalException e) {
            throw new DocumentRefusedException(e.refusal().problems(), e);
        }
    }

    /** The folder that {@code lienthong endpoint add} wrote for an endpoint. */
    public static ClientConfig of(String host, int port, Path endpointFolder) {
        return new ClientConfig(
                host,
                port,
                endpointFolder.resolve("keys.p12"),
                endpointFolder.resolve("trust.p12"),
                endpointFolder.resolve("password"),
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_SEND_TIMEOUT,
                DEFAULT_PARALLEL_SENDS,
                temporaryFolder(),
                Optional.empty(),
                DEFAULT_OUTBOX_LIMIT,
                signingKeysBeside(endpointFolder.resolve("keys.p12")),
                Unsigned.REFUSE);
    }

    /** The same with another limit for sends. */
    public ClientConfig withSendTimeout(Duration timeout) {
        return with(timeout, outbox, signingKeyStore, unsigned);
    }

    /** The same with an outbox. */
    public ClientConfig withOutbox(Path folder) {
        return with(sendTimeout, Optional.of(folder), signingKeyStore, unsigned);
    }

    /** The same for a recipient that takes what nobody signed, too. */
    public ClientConfig withUnsigned(Unsigned other) {
        return with(sendTimeout, outbox, signingKeyStore, other);
    }

    /** The same for an endpoint that signs with another key, or with none. */
    public ClientConfig withSigningKeyStore(Optional<Path> keyStore) {
        return with(sendTimeout, outbox, keyStore, unsigned);
    }

    private ClientConfig with(
            Duration timeout, Optional<Path> folder, Optional<Path> signing, Unsigned unsignedMessages) {
        return new ClientConfig(
                host,
                port,
                keyStore,
                trustStore,
                passwordFile,
                connectTimeout,
                timeout,
                parallelSends,
                spoolDirectory,
                folder,
                outboxLimit,
                signing,
                unsignedMessages);
    }

    private static ClientConfig read(Settings settings) {
        Optional<String> host = settings.text("host");
        ClientConfig config = new ClientConfig(
                host.orElse(""),
                settings.number("port", 1, MAX_PORT, DEFAULT_PORT),
                file(settings, "key-store"),
                file(settings, "trust-store"),
                file(settings, "password-file"),
                settings.duration("connect-timeout", DEFAULT_CONNECT_TIMEOUT),
                settings.duration("send-timeout", DEFAULT_SEND_TIMEOUT),
                settings.number("parallel-sends", 1, MAX_PARALLEL_SENDS, DEFAULT_PARALLEL_SENDS),
                settings.path("spool-directory").orElseGet(ClientConfig::temporaryFolder),
                settings.path("outbox"),
                settings.size("outbox-limit", DEFAULT_OUTBOX_LIMIT),
                signingKeys(settings),
                settings.optional("unsigned", ClientConfig::unsigned, "refuse or accept", Unsigned.REFUSE));
        if (host.isEmpty()) {
            settings.problem(ErrorCode.SETTING_MISSING.with("host", "the name of the exchange"));
        }
        settings.finish();
        return config;
    }

    private static Optional<Path> signingKeys(Settings settings) {
        Optional<Path> named = settings.path("signing-key-store");
        named.filter(file -> !Files.isReadable(file))
                .map(file -> unreadable("signing-key-store", file))
                .ifPresent(settings::problem);
        return named.or(() -> settings.path("key-store").flatMap(ClientConfig::signingKeysBeside));
    }

    private static Optional<Path> signingKeysBeside(Path keyStore) {
        return Optional.of(keyStore.resolveSibling("signing.p12")).filter(Files::exists);
    }

    private static Optional<Unsigned> unsigned(String text) {
        return Arrays.stream(Unsigned.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static Path file(Settings settings, String key) {
        Optional<Path> path = settings.path(key);
        path.filter(file -> !Files.isReadable(file))
                .map(file -> unreadable(key, file))
                .ifPresent(settings::problem);
        if (path.isEmpty()) {
            settings.problem(ErrorCode.SETTING_MISSING.with(key, "the path of a file"));
        }
        return path.orElse(Path.of(""));
    }

    private static Problem unreadable(String key, Path file) {
        return ErrorCode.SETTING_INVALID.with(key, file.toString(), "a file that can be read");
    }

    private static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }
}
