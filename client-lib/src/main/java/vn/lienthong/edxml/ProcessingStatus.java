// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;

/**
 * What the people of an agency say about a document ({@code StatusCode}). This is the one table that maps the national
 * codes; library, broker and simulator share it.
 */
public enum ProcessingStatus {
    /** Đã đến: the receiving system holds the document. */
    ARRIVED("01", "arrived", "đã đến"),
    /** Từ chối tiếp nhận: the clerk refuses it, with a reason. */
    REFUSED("02", "refused", "từ chối tiếp nhận"),
    /** Đã tiếp nhận: entered in the register of incoming documents. */
    RECEIVED("03", "received", "đã tiếp nhận"),
    /** Phân công: somebody has been assigned to it. */
    ASSIGNED("04", "assigned", "phân công"),
    /** Đang xử lý. */
    IN_PROGRESS("05", "in progress", "đang xử lý"),
    /** Hoàn thành. */
    COMPLETED("06", "completed", "hoàn thành"),
    /** Lấy lại: the original sender asks to take the document back, with a reason. */
    TAKE_BACK_ASKED("13", "take-back asked", "yêu cầu lấy lại"),
    /** Đồng ý cập nhật, lấy lại or thu hồi. */
    AGREED("15", "agreed", "đồng ý cập nhật, lấy lại"),
    /** Từ chối cập nhật, lấy lại or thu hồi, with a reason. */
    NOT_AGREED("16", "not agreed", "từ chối cập nhật, lấy lại");

    private final String code;
    private final String english;
    private final String vietnamese;

    ProcessingStatus(String code, String english, String vietnamese) {
        this.code = code;
        this.english = english;
        this.vietnamese = vietnamese;
    }

    /** The two digits on the wire. */
    public String code() {
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

    /** Whether the standard asks for a description (02, 13 and 16). */
    public boolean needsDescription() {
        return this == REFUSED || this == TAKE_BACK_ASKED || this == NOT_AGREED;
    }

    /** The status with a wire code, if there is one; {@code 3} and {@code 03} are the same. */
    public static Optional<ProcessingStatus> ofCode(String code) {
        String padded = code.length() == 1 ? "0" + code : code;
        for (ProcessingStatus status : values()) {
            if (status.code.equals(padded)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
