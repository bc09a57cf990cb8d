// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import java.io.IOException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.ReceiptKind;

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
     * Reads a body. Receipts of kinds that a newer exchange gives and this version does not know are left out.
     *
     * @throws IOException if it holds no receipts
     */
    public static Receipts parse(byte[] json) throws IOException {
        try {
            JsonNode receipts = ExchangeJson.mapper().readTree(json).path("receipts");
            if (!receipts.isArray()) {
                throw new IOException("no receipts: there is no list of them");
            }
            return new Receipts(receipts.valueStream()
                    .filter(Receipts::isOfKnownKind)
                    .map(receipt -> ExchangeJson.mapper().treeToValue(receipt, Receipt.class))
                    .toList());
        } catch (JacksonException e) {
            throw new IOException("no receipts: " + e.getOriginalMessage(), e);
        }
    }

    private static boolean isOfKnownKind(JsonNode receipt) {
        return ReceiptKind.ofWireName(receipt.path("kind").asString("")).isPresent();
    }
}
