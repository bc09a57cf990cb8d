// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.openid;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where accounts are kept, and what they are good for here.
 *
 * @param issuer the provider, by its own name
 * @param clientId the name the console has there
 * @param clientSecret a file with the secret the console has there
 * @param claims which claims of an account count
 * @param grants what values of accounts are good for; the first that fits counts
 * @param redirect where the provider sends browsers back to; empty: where the console listens
 */
public record OpenIdSettings(
        URI issuer, String clientId, Path clientSecret, Claims claims, List<RoleGrant> grants, Optional<URI> redirect) {
    /** Copies the grants. */
    public OpenIdSettings {
        grants = List.copyOf(grants);
    }

    /**
     * Claims that count.
     *
     * @param name tells who somebody is; has to be nobody else's, ever
     * @param role tells what they are; one value or several, a point goes into an object
     */
    public record Claims(String name, String role) {}
}
