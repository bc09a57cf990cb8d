// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.nio.file.Path;
import java.util.Optional;
import vn.lienthong.broker.console.Console;
import vn.lienthong.broker.openid.OpenIdSettings;
import vn.lienthong.config.Settings;
import vn.lienthong.protocol.ErrorCode;

/**
 * What an exchange is told about its console.
 *
 * @param port {@code console.port}: where operators sign in with a browser, {@code none} for no console; default 8460, or a free
 *     one if {@code port} is 0
 * @param host {@code console.host}: the address to listen on; default {@code 127.0.0.1}
 * @param tls {@code console.tls}: {@code own} serves it with the key of the exchange, {@code none} (default on this machine's own
 *     address) without TLS, which is refused for any other address
 * @param metricsToken {@code metrics.token-file}: a file with the token that who reads {@code /metrics} must show; without one
 *     only this machine may
 * @param openId {@code console.oidc.issuer} and others: a provider where people sign in as well; default none
 */
public record ConsoleSettings(
        Optional<Integer> port,
        String host,
        boolean tls,
        Optional<Path> metricsToken,
        Optional<OpenIdSettings> openId) {
    private static final int DEFAULT_PORT = 8460;
    private static final String TLS = "console.tls";

    static ConsoleSettings read(Settings settings, int exchangePort) {
        String host = settings.text("console.host", "127.0.0.1");
        boolean isOwn = Console.isThisMachine(host);
        boolean tls = settings.either(TLS, "own", "none", !isOwn);
        if (!tls && !isOwn) {
            settings.problem(
                    ErrorCode.SETTING_INVALID.with(TLS, "none", "own, since " + host + " is reached by others"));
        }
        return new ConsoleSettings(
                settings.optional(
                        "console.port",
                        KeySettings::port,
                        KeySettings.EXPECTED_PORT,
                        Optional.of(exchangePort == 0 ? 0 : DEFAULT_PORT)),
                host,
                tls,
                settings.path("metrics.token-file"),
                OpenIdReader.read(settings));
    }
}
