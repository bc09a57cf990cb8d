// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;

/**
 * The content of a key package: one {@code name: value} on each line, in this order. There is one way to write each, because
 * what is read is written again and must be the same bytes.
 */
final class KeyPackageText {
    static final int LONGEST = 1024;
    private static final List<String> NAMES = List.of(
            "lienthong-key-package", "submission", "endpoint", "sealed", "digest", "size", "content", "key", "salt");
    private static final String VERSION = "1";
    private static final String BETWEEN = ": ";

    private KeyPackageText() {}

    static byte[] encode(KeyPackage content) {
        List<String> values = List.of(
                VERSION,
                content.submission().value(),
                content.endpoint().value(),
                content.body().suite().wireName(),
                content.body().digest(),
                Long.toString(content.body().size()),
                content.body().content(),
                content.key().keyText(),
                content.key().saltText());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < NAMES.size(); i++) {
            text.append(NAMES.get(i)).append(BETWEEN).append(values.get(i)).append('\n');
        }
        return text.toString().getBytes(US_ASCII);
    }

    /**
     * Reads what somebody else wrote.
     *
     * @throws IllegalArgumentException if it is not exactly what {@link #encode} writes
     * @throws vn.lienthong.protocol.RefusalException {@code LT-S27} if the suite is not known
     */
    static KeyPackage parse(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("it is too long");
        }
        List<String> lines = List.of(new String(bytes, US_ASCII).split("\n", -1));
        if (lines.size() != NAMES.size() + 1) {
            throw new IllegalArgumentException("it has " + (lines.size() - 1) + " lines, not " + NAMES.size());
        }
        if (!value(lines, 0).equals(VERSION)) {
            throw new IllegalArgumentException("it is of another version");
        }
        SealedBody body = new SealedBody(
                Suite.require(value(lines, 3)), value(lines, 4), Long.parseLong(value(lines, 5)), value(lines, 6));
        KeyPackage content = new KeyPackage(
                new SubmissionId(value(lines, 1)),
                new EndpointId(value(lines, 2)),
                body,
                BodyKey.parse(value(lines, 7), value(lines, 8)));
        if (!Arrays.equals(encode(content), bytes)) {
            throw new IllegalArgumentException("it is not written as it has to be");
        }
        return content;
    }

    private static String value(List<String> lines, int index) {
        String start = NAMES.get(index) + BETWEEN;
        if (!lines.get(index).startsWith(start)) {
            throw new IllegalArgumentException("line " + (index + 1) + " does not begin with '" + start + "'");
        }
        return lines.get(index).substring(start.length());
    }
}
