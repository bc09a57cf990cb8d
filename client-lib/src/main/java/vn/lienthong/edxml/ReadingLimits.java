// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/**
 * What a reader accepts before it refuses a message. Sizes are bytes.
 *
 * @param depth how deeply elements may be nested
 * @param elements how many elements a message may have
 * @param textLength the longest header value in characters
 * @param attributes how many attributes and namespace declarations an element may have
 * @param envelopeSize everything outside the contents of attachments
 * @param attachments how many attachments a message may have
 * @param attachmentSize one attachment, decoded and unzipped
 * @param totalSize all attachments together, decoded and unzipped
 * @param zipRatio how many times its size an attachment may grow when unzipped; applied above 64 MiB
 */
public record ReadingLimits(
        int depth,
        int elements,
        int textLength,
        int attributes,
        long envelopeSize,
        int attachments,
        long attachmentSize,
        long totalSize,
        int zipRatio) {
    private static final long MEBIBYTE = 1L << 20;

    /** Room for 3,400 receivers in the header and 2 GiB of attachments. */
    public static final ReadingLimits DEFAULT =
            new ReadingLimits(32, 200_000, 100_000, 64, 16 * MEBIBYTE, 500, 2048 * MEBIBYTE, 2048 * MEBIBYTE, 200);

    /** Refuses limits that would let nothing pass. */
    public ReadingLimits {
        if (Math.min(Math.min(depth, elements), Math.min(textLength, attributes)) < 1
                || Math.min(envelopeSize, attachments) < 1
                || Math.min(Math.min(attachmentSize, totalSize), zipRatio) < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }

    /** The same limits with other ones for the size of attachments. */
    public ReadingLimits withAttachmentSizes(long one, long allTogether) {
        return new ReadingLimits(
                depth, elements, textLength, attributes, envelopeSize, attachments, one, allTogether, zipRatio);
    }

    /** The same limits with another one for the number of attachments. */
    public ReadingLimits withAttachments(int count) {
        return new ReadingLimits(
                depth, elements, textLength, attributes, envelopeSize, count, attachmentSize, totalSize, zipRatio);
    }

    /** The same limits with another one for the bytes outside attachments. */
    public ReadingLimits withEnvelopeSize(long bytes) {
        return new ReadingLimits(
                depth, elements, textLength, attributes, bytes, attachments, attachmentSize, totalSize, zipRatio);
    }
}
