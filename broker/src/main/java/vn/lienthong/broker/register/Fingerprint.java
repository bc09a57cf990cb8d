// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.register;

/**
 * What a submission said; two that say the same have the same.
 *
 * @param body the digest of the body; empty for a status, whose body tells the time it was written
 * @param header a digest of who said it to whom, about which document
 */
record Fingerprint(String body, String header) {
    @Override
    public String toString() {
        return body.isEmpty() ? "header:" + header : body + " header:" + header;
    }
}
