// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

/** Where a signature stands and what it is. */
public enum SignatureKind {
    /** An XML signature in the header of the file. */
    HEADER,
    /** A signature in a PDF attachment. */
    PDF,
    /** A time stamp on a PDF attachment, which says when and not who. */
    PDF_TIMESTAMP
}
