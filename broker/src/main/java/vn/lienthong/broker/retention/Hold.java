// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

/** Why something old stays. */
public enum Hold {
    /** A document accepted then waits or can be retried: a ledger made anew has to know of it. */
    STILL_OPEN(
            "a document of that time still waits or is a dead letter",
            "còn văn bản thời gian đó đang chờ hoặc là thư lỗi"),
    /** The ledger, the register or the receipts have not read so far. */
    NOT_READ("not everybody has read so far", "chưa được đọc hết"),
    /** Something ended that was never accepted; the events are needed to find out why. */
    UNEXPLAINED("the ledger does not add up, see lienthong check", "sổ chưa khớp, xem lienthong check");

    private final String english;
    private final String vietnamese;

    Hold(String english, String vietnamese) {
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
