// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.OutputStream;

/** Swallows bytes and counts them. */
final class CountingSink extends OutputStream {
    private long bytes;

    @Override
    public void write(int value) {
        bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        bytes += length;
    }

    long bytes() {
        return bytes;
    }
}
