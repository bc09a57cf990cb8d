// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import vn.lienthong.broker.revocation.RevocationPolicy;
import vn.lienthong.config.Settings;
import vn.lienthong.protocol.ErrorCode;

/**
 * What an exchange is told about keys.
 *
 * @param trustedAuthorities {@code trusted-authorities}: a folder with certificates (PEM) of other authorities; what they issued
 *     connects and signs once it is registered; default none
 * @param enrolmentPort {@code enrolment.port}: the TLS port where holders of a token get their certificates, {@code none} for no
 *     such port; default 5673, or a free one if {@code port} is 0
 * @param statusPort {@code revocation.port}: the port that tells everybody, without TLS, which certificates of the exchange's
 *     authority were revoked, as CRL and OCSP; default {@code none}
 * @param statusAddress {@code revocation.address}: under which address that port is reached from elsewhere, such as
 *     {@code http://truc.example.vn:8080}; it is written into the certificates that are issued. Default none
 * @param revocation {@code external-revocation.refresh} (default 10m): how often other authorities are asked about certificates of
 *     theirs; {@code external-revocation.grace} (default 24h): how long such a certificate counts after the last good word
 *     about it has run out, {@code unlimited} to count until it is revoked
 * @param packagesAnHour {@code limit.key-packages}: how many key packages of sealed documents an endpoint may hand in within an
 *     hour; default 200000
 */
public record KeySettings(
        Optional<Path> trustedAuthorities,
        Optional<Integer> enrolmentPort,
        Optional<Integer> statusPort,
        Optional<URI> statusAddress,
        RevocationPolicy revocation,
        int packagesAnHour) {
    private static final String UNLIMITED = "unlimited";
    private static final String NONE = "none";
    private static final int DEFAULT_PORT = 5673;
    private static final int DEFAULT_PACKAGES = 200_000;
    private static final int MAX_PORT = 65_535;
    static final String EXPECTED_PORT = "none or a number from 0 to " + MAX_PORT;

    static KeySettings read(Settings settings, int exchangePort) {
        return new KeySettings(
                settings.path("trusted-authorities"),
                settings.optional(
                        "enrolment.port",
                        KeySettings::port,
                        EXPECTED_PORT,
                        Optional.of(exchangePort == 0 ? 0 : DEFAULT_PORT)),
                settings.optional("revocation.port", KeySettings::port, EXPECTED_PORT, Optional.empty(), NONE),
                settings.optional(
                        "revocation.address",
                        KeySettings::address,
                        "http://, a host and perhaps a port",
                        Optional.empty()),
                revocation(settings),
                settings.number("limit.key-packages", 1, 100_000_000, DEFAULT_PACKAGES));
    }

    private static RevocationPolicy revocation(Settings settings) {
        Duration refresh = settings.duration("external-revocation.refresh", RevocationPolicy.USUAL.refresh());
        if (refresh.isZero()) {
            settings.problem(ErrorCode.SETTING_INVALID.with("external-revocation.refresh", "0", "more than nothing"));
        }
        return new RevocationPolicy(
                refresh,
                settings.optional(
                        "external-revocation.grace",
                        KeySettings::grace,
                        "unlimited or a duration such as 24h",
                        RevocationPolicy.USUAL.grace()));
    }

    private static Optional<Optional<Duration>> grace(String text) {
        Optional<Duration> grace = Settings.parseDuration(text);
        return grace.isPresent() || text.equals(UNLIMITED) ? Optional.of(grace) : Optional.empty();
    }

    private static Optional<Optional<URI>> address(String text) {
        return text.matches("http://[A-Za-z0-9.\\-]+(:\\d{1,5})?")
                ? Optional.of(Optional.of(URI.create(text)))
                : Optional.empty();
    }

    static Optional<Optional<Integer>> port(String text) {
        if (text.equals(NONE)) {
            return Optional.of(Optional.empty());
        }
        boolean isPort = text.matches("\\d{1,5}") && Integer.parseInt(text) <= MAX_PORT;
        return isPort ? Optional.of(Optional.of(Integer.valueOf(text))) : Optional.empty();
    }
}
