// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ExchangeStamp;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.RoutingHeader;

/**
 * The decision to take a submission.
 *
 * @param header what was asked
 * @param stamp what the exchange writes on the message; its endpoints say which mailboxes the message goes to
 * @param undeliverable why a status can be given to nobody; such a status goes to the dead letters
 */
public record Route(RoutingHeader header, ExchangeStamp stamp, Optional<String> undeliverable) {
    private static final int NORMAL_PRIORITY = 4;

    /** The message priority (0 to 9) that the urgency stands for. */
    public int priority() {
        return NORMAL_PRIORITY + header.urgency().code();
    }

    /** Until when it may be handed out; statuses wait as long as it takes. */
    public Optional<Instant> expires() {
        return header.expires();
    }

    /** The same for a body with a digest. */
    public Route withDigest(String digest) {
        return new Route(header, stamp.withDigest(digest), undeliverable);
    }

    /** Whether the message is a document, so goes to inboxes, or a status. */
    public boolean isDocument() {
        return header.kind() == MessageKind.DOCUMENT;
    }

    /** The mailboxes, each once however many recipients it stands for. */
    public List<EndpointId> mailboxes() {
        return stamp.endpoints().stream().distinct().toList();
    }
}
