// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.util.UUID;

/** The id a client gives to one act of handing a message over; handing the same id over twice is safe. */
public record SubmissionId(String value) {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;

    /** Checks the form. */
    public SubmissionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "not a submission id: '" + value + "' (8 to 64 letters, digits, dots, colons or dashes)");
        }
    }

    /** A fresh id. */
    public static SubmissionId random() {
        return new SubmissionId(UUID.randomUUID().toString());
    }

    /** Whether a text has the form of a submission id. */
    public static boolean isValid(String value) {
        return value.length() >= SHORTEST && value.length() <= LONGEST && PlainText.isOf(value, "._:-");
    }

    @Override
    public String toString() {
        return value;
    }
}
