// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

/** What can be overdue about a delivery. */
public enum DeadlineRule {
    /** It waits, and its recipient's system has not taken it for so long. */
    NOT_ARRIVED("not taken by the recipient's system", "hệ thống nhận chưa lấy về"),
    /** It was delivered, and by the end of the working day nobody has said whether it is received or refused. */
    NOT_ANSWERED("not received or refused by the end of the working day", "chưa tiếp nhận hoặc từ chối trong ngày"),
    /** The day it is due is over, and it is not completed. */
    NOT_COMPLETED("not completed when due", "chưa hoàn thành đúng hạn"),
    /** It is a recall, and nobody has agreed or not agreed for so long. */
    RECALL_UNANSWERED("recall not answered", "chưa trả lời yêu cầu thu hồi");

    private final String english;
    private final String vietnamese;

    DeadlineRule(String english, String vietnamese) {
        this.english = english;
        this.vietnamese = vietnamese;
    }

    /** What it means, in English. */
    public String english() {
        return english;
    }

    /** What it means, in Vietnamese. */
    public String vietnamese() {
        return vietnamese;
    }
}
