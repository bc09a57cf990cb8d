// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.access;

/** What somebody may do. */
public enum Permission {
    /** Look at where documents are and how the exchange is doing; nothing changes. */
    SEE,
    /** Repair: settle dead letters, pause agencies, acknowledge alerts. */
    OPERATE,
    /** Read who did what. */
    AUDIT,
    /** Look into the body of a message. */
    OPEN_BODIES,
    /** Change the directory, keys, users and what is kept. */
    ADMINISTER;

    /** Whether using it is written into the audit log. */
    public boolean isAudited() {
        return this != SEE && this != AUDIT;
    }
}
