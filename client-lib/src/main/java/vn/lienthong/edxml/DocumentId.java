// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/**
 * What a sender calls one of its documents ({@code DocumentId}). Opaque: up to 200 characters, often
 * {@code H49.13,2026/03/16,125/SKHCN-CDS}, sometimes a UUID; unique only together with the sending agency. Never use it
 * as a file name.
 */
public record DocumentId(String value) implements Comparable<DocumentId> {
    /** The longest document id accepted. */
    public static final int MAX_LENGTH = 200;

    /** Checks the form. */
    public DocumentId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a document id: '" + value + "' (1 to " + MAX_LENGTH
                    + " characters, not blank, no control characters)");
        }
    }

    /** Whether a text can be a document id. */
    public static boolean isValid(String value) {
        return !value.isBlank() && value.length() <= MAX_LENGTH && value.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public int compareTo(DocumentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
