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
import vn.lienthong.trust.Suite;

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
 *     certificate, or a file {@code ….pkcs11} that describes the token it is in; default {@code signing.p12} beside the key store, if there is one. Without it nothing is signed, and an
 *     exchange that requires signatures takes nothing. The file may be replaced at any time
 * @param unsigned {@code unsigned}: what becomes of documents and statuses that nobody signed: {@code refuse} (default)
 *     gives them back, {@code accept} hands them on
 * @param sealing {@code sealing-key-store}, {@code sealing-secret}, {@code sealing} and {@code sealing-suite}, see
 *     {@link Sealing}
 * @param tracing {@code tracing}: {@code on} makes spans with OpenTelemetry, in what the application has set up for that, and
 *     lets documents and statuses carry their trace; default {@code off}
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
        Unsigned unsigned,
        Sealing sealing,
        boolean tracing) {
    /** The port of an exchange unless it says otherwise. */
    public static final int DEFAULT_PORT = 5671;

    /** What becomes of messages that nobody signed. */
    public enum Unsigned {
        /** They are given back to the exchange. */
        REFUSE,
        /** They are handed on. */
        ACCEPT
    }

    /**
     * How documents are sealed and opened.
     *
     * @param keyStore {@code sealing-key-store}: PKCS#12 file with the keys that open what was sealed for this endpoint; default
     *     {@code sealing.p12} beside the key store, if there is one. Without it what comes sealed is given back. The file may be
     *     replaced at any time
     * @param secret {@code sealing-secret}: file with the secret from which the keys of sealed documents are made; default
     *     {@code sealing.secret} beside the key store. Made when the first document is sealed; whoever loses it can still send
     *     and receive, but not {@link ExchangeClient#reseal} what was sent before
     * @param always {@code sealing}: {@code always} seals every document, {@code asked} (default) those that
     *     {@link Document#sealed} says
     * @param suite {@code sealing-suite}: {@code S1} (default), or {@code S2} where every recipient has a hybrid key
     */
    public record Sealing(Optional<Path> keyStore, Path secret, boolean always, Suite suite) {
        /** The one that needs no settings: beside a key store, for documents that ask for it. */
        static Sealing beside(Path keyStore) {
            return new Sealing(
                    ClientConfig.beside(keyStore, "sealing.p12"),
                    keyStore.resolveSibling("sealing.secret"),
                    false,
                    Suite.S1);
        }

        private static Sealing read(Settings settings, Path keyStore) {
            Sealing absent = beside(keyStore);
            return new Sealing(
                    readable(settings, "sealing-key-store").or(absent::keyStore),
                    settings.path("sealing-secret").orElseGet(absent::secret),
                    settings.optional("sealing", Sealing::always, "asked or always", absent.always()),
                    settings.optional("sealing-suite", Suite::ofWireName, "S1 or S2", absent.suite()));
        }

        private static Optional<Boolean> always(String text) {
            return switch (text) {
                case "always" -> Optional.of(true);
                case "asked" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
    }

    private static final String SIGNING_KEYS = "signing.p12";
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
                beside(endpointFolder.resolve("keys.p12"), SIGNING_KEYS),
                Unsigned.REFUSE,
                Sealing.beside(endpointFolder.resolve("keys.p12")),
                false);
    }

    /** The same with another limit for sends. */
    public ClientConfig withSendTimeout(Duration timeout) {
        return with(timeout, outbox, signingKeyStore, unsigned, sealing);
    }

    /** The same with an outbox. */
    public ClientConfig withOutbox(Path folder) {
        return with(sendTimeout, Optional.of(folder), signingKeyStore, unsigned, sealing);
    }

    /** The same for a recipient that takes what nobody signed, too. */
    public ClientConfig withUnsigned(Unsigned other) {
        return with(sendTimeout, outbox, signingKeyStore, other, sealing);
    }

    /** The same for an endpoint that signs with another key, or with none. */
    public ClientConfig withSigningKeyStore(Optional<Path> keyStore) {
        return with(sendTimeout, outbox, keyStore, unsigned, sealing);
    }

    /** The same for an endpoint that seals otherwise. */
    public ClientConfig withSealing(Sealing other) {
        return with(sendTimeout, outbox, signingKeyStore, unsigned, other);
    }

    /** The same with or without tracing. */
    public ClientConfig withTracing(boolean on) {
        return new ClientConfig(
                host,
                port,
                keyStore,
                trustStore,
                passwordFile,
                connectTimeout,
                sendTimeout,
                parallelSends,
                spoolDirectory,
                outbox,
                outboxLimit,
                signingKeyStore,
                unsigned,
                sealing,
                on);
    }

    private static Optional<Boolean> tracing(String text) {
        return switch (text) {
            case "on" -> Optional.of(true);
            case "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private ClientConfig with(
            Duration timeout,
            Optional<Path> folder,
            Optional<Path> signing,
            Unsigned unsignedMessages,
            Sealing sealingOfDocuments) {
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
                unsignedMessages,
                sealingOfDocuments,
                tracing);
    }

    private static ClientConfig read(Settings settings) {
        Optional<String> host = settings.text("host");
        Path keyStore = file(settings, "key-store");
        ClientConfig config = new ClientConfig(
                host.orElse(""),
                settings.number("port", 1, MAX_PORT, DEFAULT_PORT),
                keyStore,
                file(settings, "trust-store"),
                file(settings, "password-file"),
                settings.duration("connect-timeout", DEFAULT_CONNECT_TIMEOUT),
                settings.duration("send-timeout", DEFAULT_SEND_TIMEOUT),
                settings.number("parallel-sends", 1, MAX_PARALLEL_SENDS, DEFAULT_PARALLEL_SENDS),
                settings.path("spool-directory").orElseGet(ClientConfig::temporaryFolder),
                settings.path("outbox"),
                settings.size("outbox-limit", DEFAULT_OUTBOX_LIMIT),
                readable(settings, "signing-key-store").or(() -> beside(keyStore, SIGNING_KEYS)),
                settings.optional("unsigned", ClientConfig::unsigned, "refuse or accept", Unsigned.REFUSE),
                Sealing.read(settings, keyStore),
                settings.optional("tracing", ClientConfig::tracing, "off or on", false));
        if (host.isEmpty()) {
            settings.problem(ErrorCode.SETTING_MISSING.with("host", "the name of the exchange"));
        }
        settings.finish();
        return config;
    }

    private static Optional<Path> readable(Settings settings, String key) {
        Optional<Path> named = settings.path(key);
        named.filter(file -> !Files.isReadable(file))
                .map(file -> unreadable(key, file))
                .ifPresent(settings::problem);
        return named;
    }

    private static Optional<Path> beside(Path keyStore, String name) {
        return Optional.of(keyStore.resolveSibling(name)).filter(Files::exists);
    }

    private static Optional<Unsigned> unsigned(String text) {
        return Arrays.stream(Unsigned.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static Path file(Settings settings, String key) {
        Optional<Path> path = readable(settings, key);
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
