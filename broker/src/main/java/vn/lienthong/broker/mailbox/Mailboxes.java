// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.util.List;
import vn.lienthong.protocol.EndpointId;

/** The durable queues of the endpoints. Calls take effect at once, also while messages flow. Thread-safe. */
public interface Mailboxes {
    /** Makes sure that the inbox and the statuses queue of an endpoint exist. */
    void open(EndpointId endpoint);

    /** Ends every connection of an endpoint; its queues and what is in them stay. */
    void disconnect(EndpointId endpoint);

    /** What stands in every queue now. */
    List<QueueFacts> queues();
}
