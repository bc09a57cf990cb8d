// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

/** Whether the certificate of a signature that fits leads to an authority the caller trusts. Revocation is not asked. */
public enum Trust {
    /** It does, and was valid at the time that counts: a proven one, or now. */
    TRUSTED,
    /** It does, and was not valid at the time that counts. */
    OUT_OF_TIME,
    /** It does not. */
    UNTRUSTED,
    /** No trusted certificates were given, or the signature does not fit. */
    NOT_ASKED
}
