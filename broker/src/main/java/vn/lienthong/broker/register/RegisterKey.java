// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.register;

import java.nio.ByteBuffer;

/**
 * A name under which something may be taken once: a digest of it, so that names of any length take the same place.
 * Ordered, because a database is written faster in order.
 */
record RegisterKey(long high, long low) implements Comparable<RegisterKey> {
    private static final int BYTES = 16;

    static RegisterKey of(byte[] digest) {
        ByteBuffer buffer = ByteBuffer.wrap(digest);
        return new RegisterKey(buffer.getLong(), buffer.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(RegisterKey other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }
}
