// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml.wire;

/** The namespaces that occur in messages. */
public final class EdxmlNamespaces {
    /** The namespace of every element of the format. */
    public static final String FORMAT = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    /** The namespace of real signatures. */
    public static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    /** The namespace of the link attributes that some systems put on a Reference. */
    public static final String LINK = "http://www.w3.org/1999/xlink";

    private EdxmlNamespaces() {}
}
