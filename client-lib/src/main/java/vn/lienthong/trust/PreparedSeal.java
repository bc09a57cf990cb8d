// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.io.OutputStream;

/** The key for one content of one submission, which seals that content and nothing else. */
public final class PreparedSeal {
    private final SealHeader header;
    private final BodyKey key;
    private final String commitment;

    PreparedSeal(SealHeader header, BodyKey key, String commitment) {
        this.header = header;
        this.key = key;
        this.commitment = commitment;
    }

    /**
     * Begins the sealed body. What is written must be the content that was announced: {@link SealingStream#finish} throws if it
     * is another, and then nothing that was written may leave this machine.
     *
     * @param out where it goes; closed with the stream
     */
    public SealingStream into(OutputStream out) throws IOException {
        return new SealingStream(out, header, key, commitment);
    }

    @Override
    public String toString() {
        return "a prepared seal";
    }
}
