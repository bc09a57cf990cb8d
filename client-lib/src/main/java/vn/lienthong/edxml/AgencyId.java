// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identifier code of an agency ({@code OrganId}): {@code G22}, {@code H29.13}, or the form used before 2020,
 * {@code 000.00.00.G22}.
 *
 * <p>Real directories also hold free text such as {@code vxp.saas.03}, so the form is checked loosely here: 1 to 50
 * characters without white space, commas, semicolons, slashes or control characters. Which scheme a code belongs to is
 * told by {@link #scheme()}.
 */
public record AgencyId(String value) implements Comparable<AgencyId> {
    /** The longest code accepted anywhere; the law allows 35, directories in use hold longer ones. */
    public static final int MAX_LENGTH = 50;

    private static final Pattern LEVELLED = Pattern.compile("[A-Y][0-9]{2}(\\.[0-9A-Z]+)*");
    private static final Pattern OLD = Pattern.compile("[0-9A-Z]{3}\\.[0-9A-Z]{2}\\.[0-9A-Z]{2}\\.[A-Z][0-9A-Z]{2}");
    private static final Pattern OTHER_ORGANISATION = Pattern.compile("Z[0-9]{2}.{1,32}");
    private static final int MAX_LEVELLED_LENGTH = 35;

    /** The numbering schemes a code can belong to. */
    public enum Scheme {
        /** Since 2020: level 1 first, {@code H29.13.02}. */
        LEVELLED,
        /** Until 2020: four groups, lowest level first, {@code 002.00.20.H13}. */
        OLD,
        /** Organisations outside the state: a scheme code {@code Z01}…{@code Z99} and up to 32 characters. */
        OTHER_ORGANISATION,
        /** None of them; seen in practice and accepted. */
        UNKNOWN
    }

    /** Checks the form. */
    public AgencyId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an agency code: '" + value + "' (1 to " + MAX_LENGTH
                    + " characters, no spaces, commas, semicolons or slashes)");
        }
    }

    /** Whether a text has the form of an agency code. */
    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || ",;/\\".indexOf(c) >= 0 || Character.isISOControl(c) || Character.isWhitespace(c)) {
                return false;
            }
        }
        return true;
    }

    /** The scheme this code belongs to. */
    public Scheme scheme() {
        if (OLD.matcher(value).matches()) {
            return Scheme.OLD;
        }
        if (value.length() <= MAX_LEVELLED_LENGTH && LEVELLED.matcher(value).matches()) {
            return Scheme.LEVELLED;
        }
        return OTHER_ORGANISATION.matcher(value).matches() ? Scheme.OTHER_ORGANISATION : Scheme.UNKNOWN;
    }

    /** The code one level up ({@code H29.13.02} → {@code H29.13}), if this is a levelled code below level 1. */
    public Optional<AgencyId> parent() {
        int dot = value.lastIndexOf('.');
        return dot > 0 && scheme() == Scheme.LEVELLED
                ? Optional.of(new AgencyId(value.substring(0, dot)))
                : Optional.empty();
    }

    @Override
    public int compareTo(AgencyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
