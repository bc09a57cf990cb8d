// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;

/** What an edoc does ({@code BussinessDocType}). The codes are the national ones and never derived from the order. */
public enum Operation {
    /** A new document (văn bản mới). */
    NEW(0, "new", "văn bản mới"),
    /** Recalls a document sent before (thu hồi). */
    RECALL(1, "recall", "thu hồi"),
    /** Changes the data or the recipients of a document sent before (cập nhật). */
    UPDATE(2, "update", "cập nhật"),
    /** A new document that replaces documents sent before (thay thế). */
    REPLACE(3, "replace", "thay thế");

    private final int code;
    private final String english;
    private final String vietnamese;

    Operation(int code, String english, String vietnamese) {
        this.code = code;
        this.english = english;
        this.vietnamese = vietnamese;
    }

    /** The code on the wire, 0 to 3. */
    public int code() {
        return code;
    }

    /** The English word for screens. */
    public String english() {
        return english;
    }

    /** The Vietnamese word for screens. */
    public String vietnamese() {
        return vietnamese;
    }

    /** The operation with a wire code, if there is one. */
    public static Optional<Operation> ofCode(int code) {
        for (Operation operation : values()) {
            if (operation.code == code) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
