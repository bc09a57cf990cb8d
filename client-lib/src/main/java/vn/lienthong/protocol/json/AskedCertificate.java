// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import java.util.Optional;

/**
 * A request for a certificate, as it travels.
 *
 * @param purpose what the key is for: {@code tls}, {@code signing} or {@code sealing}
 * @param request the request, PKCS#10 DER in Base64
 * @param vouched when a key is renewed: the signature of the endpoint's present signing key over the request, Base64
 */
public record AskedCertificate(String purpose, String request, Optional<String> vouched) {
    /** Checks that nothing is absent. */
    public AskedCertificate {
        Presence.check(purpose, request, vouched);
    }
}
