// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;
import java.util.Optional;

/**
 * The smaller facts about a document.
 *
 * @param priority the urgency as sent, 0 when absent or unreadable
 * @param sphere the sphere of promulgation
 * @param typist the mark of the drafter or typist
 * @param promulgationAmount copies issued
 * @param pageAmount pages of the document
 */
public record OtherInfo(
        int priority,
        Optional<String> sphere,
        Optional<String> typist,
        Optional<Integer> promulgationAmount,
        Optional<Integer> pageAmount,
        List<String> appendixes) {
    static final OtherInfo UNKNOWN = of(Urgency.NORMAL);

    /** Copies the list. */
    public OtherInfo {
        appendixes = List.copyOf(appendixes);
    }

    /** Nothing but the urgency. */
    public static OtherInfo of(Urgency urgency) {
        return new OtherInfo(
                urgency.code(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** The urgency, if the number is one of the national codes. */
    public Optional<Urgency> urgency() {
        return Urgency.ofCode(priority);
    }
}
