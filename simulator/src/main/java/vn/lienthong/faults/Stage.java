// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

/** Where on the way of a message a fault strikes. */
public enum Stage {
    /** An agency's system opens a connection. */
    CONNECT,
    /** It shows its certificate: the handshake of the connection. */
    AUTHENTICATE,
    /** The exchange decides whether it takes what is sent. */
    ACCEPT,
    /** Bytes or documents come to an agency. */
    DELIVER,
    /** An agency tells the exchange what it did with a document. */
    SETTLE,
    /** An agency reports a status. */
    STATUS
}
