// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import java.io.IOException;
import java.util.List;
import tools.jackson.core.JacksonException;
import vn.lienthong.protocol.Receipt;

/** The body of one message with receipts. */
public record Receipts(List<Receipt> receipts) {
    /** Copies the receipts. */
    public Receipts {
        receipts = List.copyOf(receipts);
    }

    /** As it travels. */
    public byte[] toJson() {
        return ExchangeJson.mapper().writeValueAsBytes(this);
    }

    /**
     * Reads a body.
     *
     * @throws IOException if it holds no receipts
     */
    public static Receipts parse(byte[] json) throws IOException {
        try {
            return ExchangeJson.mapper().readValue(json, Receipts.class);
        } catch (JacksonException e) {
            throw new IOException("no receipts: " + e.getOriginalMessage(), e);
        }
    }
}
