// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Reports what an agency did with a document. It is addressed to the agency in {@code responseFor}.
 *
 * @param statusCode as sent, with a leading zero added to a single digit
 * @param staff who acted
 */
public record StatusMessage(
        Organization from,
        DocumentReference responseFor,
        List<Staff> staff,
        String statusCode,
        Optional<String> description,
        Optional<LocalDateTime> timestamp)
        implements EdxmlMessage {
    /** Copies the list. */
    public StatusMessage {
        staff = List.copyOf(staff);
    }

    /** The status, if the code is one of the national ones. */
    public Optional<ProcessingStatus> status() {
        return ProcessingStatus.ofCode(statusCode);
    }
}
