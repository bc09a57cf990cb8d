// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;
import java.util.Optional;

/**
 * Fields outside the standard that systems in use send. They are read and never written.
 *
 * @param replyFors {@code OtherInfo/ReplyFors}
 * @param direction {@code OtherInfo/Direction}
 * @param referenceCodes {@code OtherInfo/ReferenceCodes}
 * @param taskCodes {@code ResponseForTask/TaskCode}
 * @param applicationType {@code MessageHeader/ApplicationType}
 * @param tracePaper {@code TraceHeaderList/Paper}
 */
public record Extensions(
        Optional<String> replyFors,
        Optional<Boolean> direction,
        Optional<String> referenceCodes,
        List<String> taskCodes,
        Optional<String> applicationType,
        Optional<String> tracePaper) {
    /** No field outside the standard. */
    public static final Extensions NONE = new Extensions(
            Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    /** Copies the list. */
    public Extensions {
        taskCodes = List.copyOf(taskCodes);
    }
}
