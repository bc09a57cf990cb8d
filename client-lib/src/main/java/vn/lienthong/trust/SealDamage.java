// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/** How a sealed body can be wrong. */
final class SealDamage {
    private SealDamage() {}

    /** A segment, counted from one, is not what was sealed; zero is the header. */
    static RefusalException inSegment(long number) {
        return new RefusalException(ErrorCode.SEAL_DAMAGED.with(Long.toString(number)));
    }

    /** The body ends after some segments. */
    static RefusalException endAfter(long segments) {
        return new RefusalException(ErrorCode.SEAL_TRUNCATED.with(Long.toString(segments)));
    }
}
