// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

/** An answer that is none, or that must not be believed; the text says why. */
final class NoWord extends Exception {
    private static final long serialVersionUID = 1L;

    NoWord(String why) {
        super(why);
    }

    NoWord(String why, Exception cause) {
        super(why, cause);
    }
}
