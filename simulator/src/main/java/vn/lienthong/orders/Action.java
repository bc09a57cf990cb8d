// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

/** What a system under test can be asked to do; people are told it in these words. */
public enum Action {
    /** Issue a document and send it. */
    SEND("send a document", "gửi một văn bản"),
    /** Recall a document it sent. */
    RECALL("recall the document", "thu hồi văn bản"),
    /** Ask a recipient to give a document back, by status 13. */
    TAKE_BACK("take the document back (status 13)", "lấy lại văn bản (trạng thái 13)"),
    /** Update a document it sent. */
    UPDATE("update the document", "cập nhật văn bản"),
    /** Send a document that replaces another. */
    REPLACE("send a document that replaces it", "gửi văn bản thay thế"),
    /** Enter a document in the register of incoming documents. */
    REGISTER("enter the document in the register (03)", "tiếp nhận văn bản (03)"),
    /** Assign it to somebody. */
    ASSIGN("assign the document (04)", "phân công xử lý văn bản (04)"),
    /** Begin to work on it. */
    START("begin to work on the document (05)", "bắt đầu xử lý văn bản (05)"),
    /** Finish it. */
    COMPLETE("complete the document (06)", "hoàn thành xử lý văn bản (06)"),
    /** Refuse it. */
    REFUSE("refuse the document (02)", "từ chối tiếp nhận văn bản (02)"),
    /** End the system without warning and start it again. */
    RESTART("kill the system and start it again", "tắt đột ngột hệ thống rồi khởi động lại"),
    /** Tell what it knows of a document. */
    SHOW("show the document", "cho xem văn bản");

    private final String english;
    private final String vietnamese;

    Action(String english, String vietnamese) {
        this.english = english;
        this.vietnamese = vietnamese;
    }

    /** In English, after "please". */
    public String english() {
        return english;
    }

    /** In Vietnamese, after "đề nghị". */
    public String vietnamese() {
        return vietnamese;
    }
}
