// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import vn.lienthong.words.Words;

/** What a tester wants cannot be done; said in both languages. */
final class NotPossibleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Words words;

    NotPossibleException(String english, String vietnamese) {
        super(english);
        this.words = new Words(english, vietnamese);
    }

    Words words() {
        return words;
    }
}
