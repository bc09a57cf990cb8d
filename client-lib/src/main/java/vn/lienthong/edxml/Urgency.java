// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;

/** How urgent a document is ({@code OtherInfo/Priority}), with the national codes 0 to 4. */
public enum Urgency {
    /** Thường. */
    NORMAL(0, "normal", "thường"),
    /** Khẩn. */
    URGENT(1, "urgent", "khẩn"),
    /** Thượng khẩn. */
    VERY_URGENT(2, "very urgent", "thượng khẩn"),
    /** Hỏa tốc. */
    EXPRESS(3, "express", "hỏa tốc"),
    /** Hỏa tốc hẹn giờ. */
    TIMED_EXPRESS(4, "timed express", "hỏa tốc hẹn giờ");

    private final int code;
    private final String english;
    private final String vietnamese;

    Urgency(int code, String english, String vietnamese) {
        this.code = code;
        this.english = english;
        this.vietnamese = vietnamese;
    }

    /** The code on the wire, 0 to 4. */
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

    /** The urgency with a wire code, if there is one. */
    public static Optional<Urgency> ofCode(int code) {
        for (Urgency urgency : values()) {
            if (urgency.code == code) {
                return Optional.of(urgency);
            }
        }
        return Optional.empty();
    }
}
