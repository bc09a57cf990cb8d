// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

/**
 * A certificate that was issued, as it travels.
 *
 * @param purpose what the key is for
 * @param certificate DER in Base64
 */
public record IssuedCertificate(String purpose, String certificate) {
    /** Checks that nothing is absent. */
    public IssuedCertificate {
        Presence.check(purpose, certificate);
    }
}
