// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.Inquiry;
import vn.lienthong.protocol.json.KeyAnswer;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyLogView;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.LogHead;
import vn.lienthong.trust.SignedStatement;
import vn.lienthong.trust.StatementVerifier.Signers;

/**
 * Which keys senders sign with, as the exchange's log of keys proves it. Asked when a sender or a certificate is new, and again
 * after a minute. The head of the log is kept in a file, so that a log that was changed is noticed also after a new start.
 * Thread-safe.
 */
final class KnownSigners implements Signers {
    private static final Logger LOG = LoggerFactory.getLogger(KnownSigners.class);
    private static final long FRESH = Duration.ofMinutes(1).toNanos();
    private static final int KEPT = 20_000;

    private final Inquirer inquirer;
    private final KeyLogView view;
    private final Path headFile;
    private final Map<Pair, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Known> eldest) {
            return size() > KEPT;
        }
    };

    /** An endpoint that signs, and the agency it speaks for. */
    private record Pair(EndpointId endpoint, AgencyId agency) {}

    /** What the exchange said about a pair. */
    private record Known(List<EndpointKey> keys, boolean speaks, long since) {
        Optional<EndpointKey> key(Fingerprint certificate) {
            return keys.stream()
                    .filter(key -> Fingerprint.of(key.certificate()).equals(certificate))
                    .findFirst();
        }
    }

    /**
     * Those that the exchange knows.
     *
     * @param headFile where the head of its log is remembered
     */
    KnownSigners(Inquirer inquirer, Collection<X509Certificate> authorities, Path headFile) {
        this.inquirer = inquirer;
        this.headFile = headFile;
        this.view = new KeyLogView(authorities, remembered(headFile));
    }

    @Override
    public EndpointKey signer(EndpointId endpoint, SignedStatement statement) {
        Fingerprint certificate = Fingerprint.of(statement.signer());
        Pair pair = new Pair(endpoint, statement.statement().from());
        Known found = fresh(pair, certificate).orElseGet(() -> askFor(pair, certificate));
        if (!found.speaks()) {
            throw new RefusalException(
                    ErrorCode.NOT_HOSTED.with(endpoint.value(), pair.agency().value()));
        }
        return found.key(certificate)
                .orElseThrow(() -> new RefusalException(
                        ErrorCode.SIGNER_NOT_REGISTERED.with(endpoint.value(), certificate.brief())));
    }

    private Optional<Known> fresh(Pair pair, Fingerprint certificate) {
        synchronized (known) {
            return Optional.ofNullable(known.get(pair))
                    .filter(found -> System.nanoTime() - found.since() <= FRESH)
                    .filter(found -> found.key(certificate).isPresent());
        }
    }

    /** One question at a time: each shows that the log continues what the one before has seen. */
    private Known askFor(Pair pair, Fingerprint certificate) {
        synchronized (view) {
            return fresh(pair, certificate).orElseGet(() -> {
                Known answered = ask(pair);
                synchronized (known) {
                    known.put(pair, answered);
                }
                return answered;
            });
        }
    }

    private Known ask(Pair pair) {
        Optional<LogHead> seen = view.remembered();
        KeyAnswer answer = inquirer.ask(new Inquiry.ShowKeys(
                        Optional.of(pair.endpoint()),
                        KeyPurpose.SIGNING.wireName(),
                        Optional.of(pair.agency()),
                        seen.map(LogHead::size).orElse(0L)))
                .keys()
                .orElseThrow();
        if (!answer.endpoint().equals(pair.endpoint())) {
            throw new RefusalException(ErrorCode.KEY_LOG_INCONSISTENT.with("it answers about " + answer.endpoint()));
        }
        List<EndpointKey> keys = view.read(seen, answer, KeyPurpose.SIGNING);
        view.remembered().filter(head -> !Optional.of(head).equals(seen)).ifPresent(this::remember);
        return new Known(keys, answer.speaks(), System.nanoTime());
    }

    private void remember(LogHead head) {
        try {
            Path next = Files.createTempFile(headFile.toAbsolutePath().getParent(), "key-log", ".part");
            try {
                Files.writeString(next, head.text());
                Files.move(next, headFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("file", headFile)
                    .log(
                            "the head of the key log is remembered until this program ends only; make its folder writable");
        }
    }

    private static Optional<LogHead> remembered(Path file) {
        try {
            return Files.exists(file) ? Optional.of(LogHead.parse(Files.readString(file))) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new AccessDeniedException(
                    List.of(ErrorCode.KEY_STORE_UNUSABLE.with(file.toString(), String.valueOf(e.getMessage()))), e);
        }
    }
}
