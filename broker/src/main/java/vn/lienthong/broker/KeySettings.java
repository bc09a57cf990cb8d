// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.nio.file.Path;
import java.util.Optional;
import vn.lienthong.config.Settings;

/**
 * What an exchange is told about keys.
 *
 * @param trustedAuthorities {@code trusted-authorities}: a folder with certificates (PEM) of other authorities; what they issued
 *     connects and signs once it is registered; default none
 * @param enrolmentPort {@code enrolment.port}: the TLS port where holders of a token get their certificates, {@code none} for no
 *     such port; default 5673, or a free one if {@code port} is 0
 * @param statusPort {@code revocation.port}: the port that tells everybody, without TLS, which certificates of the exchange's
 *     authority were revoked, as CRL and OCSP; default {@code none}
 */
public record KeySettings(
        Optional<Path> trustedAuthorities, Optional<Integer> enrolmentPort, Optional<Integer> statusPort) {
    private static final String NONE = "none";
    private static final int DEFAULT_PORT = 5673;
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
                settings.optional("revocation.port", KeySettings::port, EXPECTED_PORT, Optional.empty()));
    }

    static Optional<Optional<Integer>> port(String text) {
        if (text.equals(NONE)) {
            return Optional.of(Optional.empty());
        }
        boolean isPort = text.matches("\\d{1,5}") && Integer.parseInt(text) <= MAX_PORT;
        return isPort ? Optional.of(Optional.of(Integer.valueOf(text))) : Optional.empty();
    }
}
