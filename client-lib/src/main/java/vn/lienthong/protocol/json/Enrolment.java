// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import java.util.List;
import java.util.Optional;
import vn.lienthong.protocol.EndpointId;

/** What is said when an endpoint enrols its keys. */
public final class Enrolment {
    /** Where it is said. */
    public static final String PATH = "/enrol";

    private Enrolment() {}

    /**
     * Asks for certificates.
     *
     * @param secret of the token
     */
    public record Request(String secret, EndpointId endpoint, List<AskedCertificate> certificates) {
        /** Copies the list; checks that nothing is absent. */
        public Request {
            Presence.check(secret, endpoint, certificates);
            certificates = List.copyOf(certificates);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Request[" + endpoint + "]";
        }
    }

    /**
     * What comes back.
     *
     * @param refusal why there is nothing, encoded
     * @param certificates what was issued
     * @param authority the certificate of the authority, DER in Base64
     * @param port where the exchange takes messages
     */
    public record Answer(
            Optional<String> refusal, List<IssuedCertificate> certificates, Optional<String> authority, int port) {
        /** Copies the list; checks that nothing is absent. */
        public Answer {
            Presence.check(refusal, certificates, authority);
            certificates = List.copyOf(certificates);
        }
    }
}
