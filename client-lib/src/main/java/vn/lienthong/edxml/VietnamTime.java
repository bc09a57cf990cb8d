// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.ZoneId;

/** The time that dates and times of documents, codes and deadlines are meant in. */
public final class VietnamTime {
    /** Seven hours ahead of UTC, all year round. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private VietnamTime() {}
}
