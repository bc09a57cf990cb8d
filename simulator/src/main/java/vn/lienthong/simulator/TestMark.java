// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

/** How made-up documents say that they are. */
public final class TestMark {
    private static final String MARK = "VĂN BẢN THỬ NGHIỆM: ";

    private TestMark() {}

    /** A subject that cannot be taken for one of a real document. */
    public static String subject(String about) {
        return MARK + about;
    }
}
