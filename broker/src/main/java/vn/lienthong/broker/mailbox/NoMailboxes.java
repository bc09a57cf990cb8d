// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vn.lienthong.broker.events.Event.DeliveryKey;
import vn.lienthong.protocol.EndpointId;

/** The queues of an exchange that does not run: it opens those of all endpoints when it starts, and nobody is connected. */
public class NoMailboxes implements Mailboxes {
    /** Creates them. */
    public NoMailboxes() {}

    @Override
    public void open(EndpointId endpoint) {}

    @Override
    public void disconnect(EndpointId endpoint) {}

    @Override
    public List<QueueFacts> queues() {
        return List.of();
    }

    @Override
    public void inInbox(EndpointId endpoint, Consumer<DeliveryKey> each) {}

    @Override
    public void inDeadLetters(Consumer<Kept> each) {}

    @Override
    public void inExpired(Consumer<Kept> each) {}

    @Override
    public List<Tried> tried(EndpointId endpoint) {
        return List.of();
    }

    @Override
    public Optional<Instant> receiptsWaitSince(EndpointId endpoint) {
        return Optional.empty();
    }

    @Override
    public boolean awaitEvents(Duration timeout) {
        return false;
    }
}
