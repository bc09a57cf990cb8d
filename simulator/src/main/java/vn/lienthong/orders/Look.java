// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

/** Something of a document that a clerk can see. */
public enum Look {
    /** How often it is in the register. */
    COPIES,
    /** Its state. */
    STATE,
    /** Why it was refused. */
    REASON,
    /** Its files. */
    FILES,
    /** What its recipients say. */
    STATUSES
}
