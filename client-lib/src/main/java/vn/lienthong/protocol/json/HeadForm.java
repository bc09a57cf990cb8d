// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

/**
 * The signed head of a log, as it travels and lies in files.
 *
 * @param text what is signed
 * @param signature the signature, Base64
 * @param signer the certificate of who signed, DER in Base64
 */
public record HeadForm(String text, String signature, String signer) {
    /** Checks that nothing is absent. */
    public HeadForm {
        Presence.check(text, signature, signer);
    }
}
