// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import vn.lienthong.broker.events.Event.DeliveryKey;

/**
 * Very many deliveries in little memory: 64 bits of each, which two of a million share in one of some ten million sets.
 */
final class DeliveryKeys {
    private static final int FIRST_SLOTS = 1 << 10;
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Zero is an empty slot. */
    private long[] slots = new long[FIRST_SLOTS];

    private int size;

    /** Adds one, unless it is there. */
    void add(DeliveryKey key) {
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        if (put(bits(key))) {
            size++;
        }
    }

    boolean contains(DeliveryKey key) {
        long bits = bits(key);
        return slots[slot(bits)] == bits;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        for (long bits : old) {
            if (bits != 0) {
                put(bits);
            }
        }
    }

    private boolean put(long bits) {
        int slot = slot(bits);
        boolean isNew = slots[slot] == 0;
        slots[slot] = bits;
        return isNew;
    }

    /** Where it is, or would be. */
    private int slot(long bits) {
        int slot = (int) (bits ^ (bits >>> 32)) & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != bits) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private static long bits(DeliveryKey key) {
        long bits = FNV_START;
        bits = mixed(bits, key.submission().sender().value());
        bits = mixed((bits ^ '/') * FNV_PRIME, key.submission().id().value());
        bits = mixed((bits ^ '/') * FNV_PRIME, key.recipient().value());
        bits ^= bits >>> 29;
        return bits == 0 ? 1 : bits;
    }

    private static long mixed(long bits, String text) {
        long mixed = bits;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * FNV_PRIME;
        }
        return mixed;
    }
}
