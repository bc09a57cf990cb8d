// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

/** What is unusual about a status that was recorded; it moves nothing back. */
public enum StatusRemark {
    /** The recipient had said it before. */
    REPEATED("said before", "đã báo trước đó"),
    /** The recipient had refused, completed or given the document back before. */
    LATE("after the end", "sau khi đã kết thúc"),
    /** It is behind what the recipient had said, or leaves out what must come before it. */
    OUT_OF_ORDER("out of order", "không đúng thứ tự"),
    /** It answers a recall, an update or a take-back that nobody sent. */
    UNASKED("nobody had asked", "không có yêu cầu"),
    /** The document was not sent to the agency that says it. */
    NOT_A_RECIPIENT("not a recipient", "không phải nơi nhận");

    private final String english;
    private final String vietnamese;

    StatusRemark(String english, String vietnamese) {
        this.english = english;
        this.vietnamese = vietnamese;
    }

    /** The words for screens, in English. */
    public String english() {
        return english;
    }

    /** The words for screens, in Vietnamese. */
    public String vietnamese() {
        return vietnamese;
    }
}
