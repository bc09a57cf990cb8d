// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import vn.lienthong.words.Words;

/**
 * What came of one check.
 *
 * @param subject what was looked at
 * @param outcome whether it is as it should be
 * @param what what was found
 * @param advice what to do; nothing if it is as it should be
 */
public record Finding(Subject subject, Outcome outcome, Words what, Words advice) {
    /** How it is. */
    public enum Outcome {
        /** As it should be. */
        PASSED,
        /** It works, and will not for ever. */
        WARNING,
        /** It does not work. */
        FAILED
    }
}
