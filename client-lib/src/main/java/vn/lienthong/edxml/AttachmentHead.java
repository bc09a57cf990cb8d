// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;

/**
 * What is known of an attachment before its content.
 *
 * @param contentId without the leading {@code cid:}; empty if there is none
 * @param name safe as the name of a file in a folder, and unique within the message
 * @param contentType as declared; absent if it is declared after the content
 * @param description as declared; absent if it is declared after the content
 */
public record AttachmentHead(
        String contentId, String name, Optional<String> contentType, Optional<String> description) {}
