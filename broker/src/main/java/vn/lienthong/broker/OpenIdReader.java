// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.openid.OpenIdSettings;
import vn.lienthong.broker.openid.RoleGrant;
import vn.lienthong.config.Settings;
import vn.lienthong.protocol.ErrorCode;

/** Reads {@code console.oidc.*}: without an issuer nobody signs in at a provider, and no other of them may be given. */
final class OpenIdReader {
    private static final String ISSUER = "console.oidc.issuer";
    private static final String CLIENT = "console.oidc.client-id";
    private static final String SECRET = "console.oidc.client-secret-file";
    private static final String ROLES = "console.oidc.roles";

    private OpenIdReader() {}

    static Optional<OpenIdSettings> read(Settings settings) {
        Optional<URI> issuer = AlertSettings.address(
                settings, ISSUER, AlertSettings::isSafe, "an https address (http on this machine alone)");
        Optional<String> client = settings.text(CLIENT);
        Optional<Path> secret = settings.path(SECRET);
        List<RoleGrant> grants = settings.optional(
                ROLES, RoleGrant::parseAll, "such as 'hue-office = operator H57, admins = admin'", List.of());
        OpenIdSettings.Claims claims = new OpenIdSettings.Claims(
                settings.text("console.oidc.name-claim", "sub"), settings.text("console.oidc.role-claim", "roles"));
        Optional<URI> redirect = AlertSettings.address(
                settings,
                "console.oidc.redirect",
                AlertSettings::isSafe,
                "the address of the console followed by /sign-in/openid/return");
        boolean asked = settings.text(ISSUER).isPresent();
        if (!asked) {
            if (client.isPresent() || secret.isPresent() || !grants.isEmpty()) {
                settings.problem(ErrorCode.SETTING_MISSING.with(ISSUER, "the address of the sign-in provider"));
            }
            return Optional.empty();
        }
        settings.need(CLIENT, client.isPresent(), "the name of the console at the provider");
        settings.need(SECRET, secret.isPresent(), "a file with its secret");
        settings.need(ROLES, settings.text(ROLES).isPresent(), "what values of accounts are good for");
        secret.filter(file -> !Files.isReadable(file))
                .ifPresent(file -> settings.problem(
                        ErrorCode.SETTING_INVALID.with(SECRET, file.toString(), "a file that can be read")));
        return issuer.map(found ->
                new OpenIdSettings(found, client.orElse(""), secret.orElse(Path.of("")), claims, grants, redirect));
    }
}
