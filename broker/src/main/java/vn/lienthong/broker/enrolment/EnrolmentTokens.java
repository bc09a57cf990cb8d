// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.PrivateFile;

/**
 * Which tokens are open. Their secrets are kept as digests only, so that whoever reads the file cannot enrol. Each is good for one
 * endpoint, once, and for a while. Thread-safe.
 */
final class EnrolmentTokens {
    private static final int SECRET_BYTES = 32;

    private final Path file;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** A token that was handed out and not used. */
    private record Open(String digest, EndpointId endpoint, Instant until, String by) {}

    EnrolmentTokens(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** A new secret for an endpoint. */
    synchronized String create(EndpointId endpoint, Duration valid, String by) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        List<Open> open = open();
        open.add(new Open(digest(secret), endpoint, clock.instant().plus(valid), by));
        write(open);
        return secret;
    }

    /** Whether a secret is open for an endpoint; uses nothing up. */
    synchronized boolean isOpen(String secret, EndpointId endpoint) {
        return find(open(), secret, endpoint).isPresent();
    }

    /** Uses a secret up; who gave it out. Empty if it is unknown, used, over, or another endpoint's. */
    synchronized Optional<String> use(String secret, EndpointId endpoint) {
        List<Open> open = open();
        Optional<Open> found = find(open, secret, endpoint);
        if (found.isPresent()) {
            open.remove(found.get());
            write(open);
        }
        return found.map(Open::by);
    }

    /** Makes every open secret of an endpoint void; how many there were. */
    synchronized int withdraw(EndpointId endpoint) {
        List<Open> open = open();
        int before = open.size();
        if (open.removeIf(token -> token.endpoint().equals(endpoint))) {
            write(open);
        }
        return before - open.size();
    }

    private Optional<Open> find(List<Open> open, String secret, EndpointId endpoint) {
        String digest = digest(secret);
        return open.stream()
                .filter(token -> token.digest().equals(digest))
                .filter(token -> token.endpoint().equals(endpoint))
                .findFirst();
    }

    private static String digest(String secret) {
        return Fingerprint.of(secret.getBytes(StandardCharsets.UTF_8)).value();
    }

    /** Those that are not over. */
    private List<Open> open() {
        try {
            if (!Files.exists(file)) {
                return new ArrayList<>();
            }
            List<Open> open =
                    ExchangeJson.mapper().readValue(Files.readAllBytes(file), new TypeReference<List<Open>>() {});
            Instant now = clock.instant();
            return new ArrayList<>(
                    open.stream().filter(token -> token.until().isAfter(now)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the enrolment tokens cannot be read", e);
        } catch (JacksonException e) {
            throw new IllegalStateException("the file " + file + " is damaged; without it, all tokens are void", e);
        }
    }

    private void write(List<Open> open) {
        try {
            PrivateFile.replace(file, ExchangeJson.mapper().writeValueAsBytes(open));
        } catch (IOException e) {
            throw new UncheckedIOException("the enrolment tokens cannot be written", e);
        }
    }
}
