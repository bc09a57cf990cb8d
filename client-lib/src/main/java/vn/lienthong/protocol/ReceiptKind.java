// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.util.Arrays;
import java.util.Optional;

/** What the exchange tells about a submission, mostly to its sender. */
public enum ReceiptKind {
    /** The exchange has it on disk, for all recipients. */
    ACCEPTED("accepted", "accepted by the exchange", "trục liên thông đã nhận"),
    /** A recipient's system took it. */
    DELIVERED("delivered", "delivered", "đã chuyển đến hệ thống nhận"),
    /** It was withdrawn before the recipient's system had it. */
    RECALLED("recalled", "recalled before delivery", "đã thu hồi trước khi chuyển"),
    /** Its time ran out before the recipient's system took it. */
    EXPIRED("expired", "expired before delivery", "hết hạn trước khi chuyển"),
    /** The recipient's system could not take it after all attempts; operators look after it. */
    DEAD("dead", "could not be delivered", "không chuyển được"),
    /** An operator gave up on it and says why. */
    RETURNED("returned", "returned by the operator", "bộ phận vận hành trả lại"),
    /** A recipient has not answered a recall in time; its endpoint gets the same receipt, as a reminder. */
    REMINDED("reminded", "recall not answered in time, reminded", "chưa trả lời yêu cầu thu hồi đúng hạn, đã nhắc");

    private final String wireName;
    private final String english;
    private final String vietnamese;

    ReceiptKind(String wireName, String english, String vietnamese) {
        this.wireName = wireName;
        this.english = english;
        this.vietnamese = vietnamese;
    }

    /** The word in a receipt. */
    public String wireName() {
        return wireName;
    }

    /** What it means, in English. */
    public String english() {
        return english;
    }

    /** What it means, in Vietnamese. */
    public String vietnamese() {
        return vietnamese;
    }

    /** The kind with a word. */
    public static Optional<ReceiptKind> ofWireName(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(word))
                .findFirst();
    }
}
