// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;

/**
 * What the manifest announces about an attachment ({@code Reference}). Nothing guarantees that the attachment follows.
 *
 * @param contentId without the leading {@code cid:}
 * @param name as written in the message, not safe as a file name
 */
public record AttachmentReference(
        String contentId, Optional<String> contentType, Optional<String> description, Optional<String> name) {}
