// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;

/**
 * A message that was read to its end.
 *
 * @param findings what deviates from the standard and was accepted
 */
public record ReadResult(EdxmlMessage message, List<AttachmentPart> attachments, List<Finding> findings) {
    /** Copies the lists. */
    public ReadResult {
        attachments = List.copyOf(attachments);
        findings = List.copyOf(findings);
    }
}
