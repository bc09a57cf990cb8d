// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

/** What a message on the exchange is. */
public enum MessageKind {
    /** An edoc on its way to recipients. */
    DOCUMENT("document"),
    /** A status on its way to the sender of a document. */
    STATUS("status");

    private final String wireName;

    MessageKind(String wireName) {
        this.wireName = wireName;
    }

    /** The word in the routing header. */
    public String wireName() {
        return wireName;
    }
}
