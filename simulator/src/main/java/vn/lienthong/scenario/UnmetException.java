// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

/** Something that was expected is not so. */
public final class UnmetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String got;

    /** What was expected and what came instead. */
    public UnmetException(String expected, String got) {
        super("expected " + expected + "; got " + got);
        this.expected = expected;
        this.got = got;
    }

    /** What was expected. */
    public String expected() {
        return expected;
    }

    /** What came instead. */
    public String got() {
        return got;
    }
}
