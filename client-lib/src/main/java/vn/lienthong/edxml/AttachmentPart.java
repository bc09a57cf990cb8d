// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;

/**
 * An attachment that has been read.
 *
 * @param contentId without the leading {@code cid:}; empty if there is none
 * @param name safe as the name of a file in a folder, and unique within the message
 * @param contentType as declared, which is often wrong
 * @param size of the file that was handed over, in bytes
 * @param sha256 of the file that was handed over, 64 lower-case hexadecimal digits
 */
public record AttachmentPart(
        String contentId,
        String name,
        Optional<String> contentType,
        Optional<String> description,
        long size,
        String sha256) {}
