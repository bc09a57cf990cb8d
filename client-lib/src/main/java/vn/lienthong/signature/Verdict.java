// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

/** Whether a signature fits what it covers. Says nothing about who signed. */
public enum Verdict {
    /** What it covers is what was signed with the key of the certificate. */
    FITS,
    /** What it covers was changed, or the signature was. */
    BROKEN,
    /** It could not be decided; the findings say why. */
    NOT_CHECKED
}
