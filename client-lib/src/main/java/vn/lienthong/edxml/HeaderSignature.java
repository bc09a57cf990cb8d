// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/** What stands in the place of the header signature. None of them is verified here, and none proves anything by itself. */
public enum HeaderSignature {
    /** No signature element. */
    NONE,
    /** A signature in the XML-DSig namespace. */
    XML_DSIG,
    /** The look of a signature in the namespace of the format: fixed sample values in practice. */
    DECORATIVE,
    /** The empty element that one library writes. */
    EMPTY
}
