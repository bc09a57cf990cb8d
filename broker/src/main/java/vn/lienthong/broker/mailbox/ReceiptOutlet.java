// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.util.List;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.json.Receipts;

/** Puts receipts among the statuses of endpoints and remembers, in the same step, up to which event that was done. */
public interface ReceiptOutlet {
    /** Receipts for one endpoint that travel together. */
    record Batch(EndpointId to, Receipts receipts) {}

    /** The number of the last event whose receipts were handed out; 0 before the first. */
    long handedOutUpTo();

    /**
     * Hands out receipts: all or none. Those for an endpoint that does not exist any more are left out.
     *
     * @param upTo the number of the last event they tell of
     */
    void handOut(List<Batch> batches, long upTo);
}
