// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

/** The name of one connected document-management system; the certificate it connects with carries it as common name. */
public record EndpointId(String value) implements Comparable<EndpointId> {
    private static final int LONGEST = 63;

    /** Checks the form. */
    public EndpointId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "not an endpoint name: '" + value + "' (1 to 63 letters, digits, dots, dashes or underscores)");
        }
    }

    /** Whether a text has the form of an endpoint name. */
    public static boolean isValid(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST
                && PlainText.isLetterOrDigit(value.charAt(0))
                && PlainText.isOf(value, "._-");
    }

    @Override
    public int compareTo(EndpointId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
