// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import vn.lienthong.protocol.EndpointId;

/**
 * What an operator hands to whoever shall run an endpoint: with it, and nothing else to trust, keys are enrolled once.
 *
 * @param endpoint for which endpoint
 * @param address host and port where certificates are asked for
 * @param authority the fingerprint of the certificate of the exchange's authority
 * @param secret what nobody can guess
 */
public record EnrolmentToken(EndpointId endpoint, String address, String authority, String secret) {
    private static final String PREFIX = "lt1.";

    /** Checks that nothing is absent. */
    public EnrolmentToken {
        Presence.check(endpoint, address, authority, secret);
    }

    /** As it is handed over. */
    public String encode() {
        return PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(ExchangeJson.mapper().writeValueAsBytes(this));
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static EnrolmentToken parse(String text) {
        String token = text.strip();
        if (!token.startsWith(PREFIX)) {
            throw new IllegalArgumentException("no enrolment token");
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
            return ExchangeJson.mapper().readValue(new String(json, StandardCharsets.UTF_8), EnrolmentToken.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no enrolment token", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "EnrolmentToken[" + endpoint + ", " + address + "]";
    }
}
