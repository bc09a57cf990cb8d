// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.PrivateFile;

/**
 * Looks whether the exchange's log of keys has keys of this endpoint that it does not know: after the first connection and then
 * daily, in the background. It knows those in its key stores and those in a file of fingerprints, to which it adds what it once had
 * in its stores; people may add others, as those of another machine of the same endpoint. Thread-safe.
 */
final class OwnKeyWatch implements AutoCloseable {
    /** The file with the fingerprints, beside the trust store. */
    static final String FILE = "known-keys";

    private static final Logger LOG = LoggerFactory.getLogger(OwnKeyWatch.class);
    private static final Duration DAILY = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final EndpointId endpoint;
    private final Function<KeyPurpose, List<EndpointKey>> log;
    private final Supplier<List<X509Certificate>> own;
    private final Path file;
    private final Clock clock;
    private final CompletableFuture<Void> looked = new CompletableFuture<>();
    private volatile List<Problem> problems = List.of();
    private volatile @Nullable Thread looking;

    /**
     * A watch over the keys of an endpoint.
     *
     * @param log asks the exchange for all keys for a purpose
     * @param own the certificates in the key stores
     * @param file the fingerprints that are known
     */
    OwnKeyWatch(
            EndpointId endpoint,
            Function<KeyPurpose, List<EndpointKey>> log,
            Supplier<List<X509Certificate>> own,
            Path file,
            Clock clock) {
        this.endpoint = endpoint;
        this.log = log;
        this.own = own;
        this.file = file;
        this.clock = clock;
    }

    /** Starts to look. */
    void start(ScheduledExecutorService timer) {
        Thread thread = new Thread(() -> again(timer, look() ? DAILY : SOON), "lienthong-keys");
        thread.setDaemon(true);
        looking = thread;
        thread.start();
    }

    private void again(ScheduledExecutorService timer, Duration later) {
        try {
            Future<?> unused = timer.schedule(() -> start(timer), later.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("the client was closed; its keys are looked at no more");
        }
    }

    /** Looks once; false if the exchange did not say. */
    boolean look() {
        try {
            tell(unknown(remember()));
            return true;
        } catch (RefusalException e) {
            tell(e.refusal().problems());
            return true;
        } catch (AccessDeniedException e) { // an own key store cannot be read
            tell(e.problems());
            return true;
        } catch (RuntimeException e) { // not reached, or closed meanwhile
            LOG.atDebug().setCause(e).log("the own keys could not be compared with the log of keys");
            return false;
        }
    }

    private void tell(List<Problem> found) {
        problems = List.copyOf(found);
        found.forEach(problem -> LOG.atError().log(problem.toString()));
        looked.complete(null);
    }

    private List<Problem> unknown(Set<String> known) {
        Instant now = clock.instant();
        List<Problem> found = new ArrayList<>();
        for (KeyPurpose purpose : KeyPurpose.values()) {
            for (EndpointKey key : log.apply(purpose)) {
                Fingerprint fingerprint = Fingerprint.of(key.certificate());
                if (key.isGoodAt(now) && !known.contains(fingerprint.value())) {
                    found.add(ErrorCode.OWN_KEY_UNKNOWN.with(
                            endpoint.value(),
                            purpose.wireName(),
                            fingerprint.value(),
                            key.since().toString(),
                            file.toString()));
                }
            }
        }
        return List.copyOf(found);
    }

    /** Adds the keys that are in the stores now to those that are known; all of them. */
    Set<String> remember() {
        Set<String> written = written();
        Set<String> known = new TreeSet<>(written);
        own.get().forEach(certificate -> known.add(Fingerprint.of(certificate).value()));
        if (!known.equals(written)) {
            try {
                PrivateFile.replace(file, (String.join("\n", known) + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                LOG.atWarn()
                        .setCause(e)
                        .addKeyValue("file", file)
                        .log("the own keys cannot be remembered; make their folder writable");
            }
        }
        return known;
    }

    /** As the client writes them, or as {@code openssl x509 -fingerprint -sha256} does. */
    private Set<String> written() {
        Set<String> known = new TreeSet<>();
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file)
                        .forEach(line -> known.add(line.substring(line.indexOf('=') + 1)
                                .replace(":", "")
                                .strip()
                                .toLowerCase(Locale.ROOT)));
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", file).log("the known keys cannot be read");
        }
        known.remove("");
        return known;
    }

    /** What was found at the last look; empty if there was none within that time. */
    Optional<List<Problem>> problems(Duration timeout) {
        try {
            looked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(problems);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    /** Waits for a look that goes on; without a connection it ends at once. */
    @Override
    public void close() {
        Thread thread = looking;
        try {
            if (thread != null) {
                thread.join(CLOSING.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
