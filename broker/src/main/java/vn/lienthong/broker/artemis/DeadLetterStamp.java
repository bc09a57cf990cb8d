// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import vn.lienthong.broker.artemis.HandOuts.HandOut;
import vn.lienthong.broker.mailbox.LastErrors;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.Problem;

/**
 * Writes on a message that goes to the dead letters what is known of it now and in memory only: since when it is one, why, how
 * often and since when it was tried, and what was said of it last.
 */
final class DeadLetterStamp implements ActiveMQServerPlugin {
    /** What it writes. */
    static final List<String> PROPERTIES = List.of(
            HeaderNames.REASON,
            HeaderNames.DEAD_SINCE,
            HeaderNames.DEAD_ATTEMPTS,
            HeaderNames.DEAD_TRIED,
            HeaderNames.DEAD_ERROR);

    private static final SimpleString DEAD_LETTERS = SimpleString.of(Addresses.DEAD_LETTERS);

    private final int allowed;
    private final Predicate<EndpointId> isRegistered;
    private final LastErrors errors;
    private final HandOuts handOuts;
    private final Clock clock;

    /**
     * A stamp.
     *
     * @param allowed how often something is handed out before it is given up; counts where nothing better is known
     * @param isRegistered whether there is still an endpoint to hand it to
     */
    DeadLetterStamp(
            int allowed, Predicate<EndpointId> isRegistered, LastErrors errors, HandOuts handOuts, Clock clock) {
        this.allowed = allowed;
        this.isRegistered = isRegistered;
        this.errors = errors;
        this.handOuts = handOuts;
        this.clock = clock;
    }

    @Override
    public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectDuplicates) {
        if (!DEAD_LETTERS.equals(message.getAddressSimpleString())) {
            return;
        }
        message.putStringProperty(HeaderNames.DEAD_SINCE, Long.toString(clock.millis()));
        String origin = Optional.ofNullable(message.getAnnotationString(Message.HDR_ORIGINAL_QUEUE))
                .orElse("");
        if (origin.equals(Addresses.LEDGER)) {
            String event = String.valueOf(message.getAnnotation(Message.HDR_ORIG_MESSAGE_ID));
            message.putStringProperty(
                    HeaderNames.REASON, ErrorCode.EVENT_UNREADABLE.with(event).toString());
        } else {
            stamp(message, origin);
        }
        message.reencode();
    }

    private void stamp(Message message, String origin) {
        Optional<HandOut> handOut = message.getAnnotation(Message.HDR_ORIG_MESSAGE_ID) instanceof Long id
                ? handOuts.of(origin, id)
                : Optional.empty();
        Optional<EndpointId> inbox = Addresses.endpointOfInbox(origin);
        Optional<EndpointId> removed = inbox.filter(isRegistered.negate());
        String times = Integer.toString(handOut.map(HandOut::times).orElse(removed.isPresent() ? 0 : allowed));
        message.putStringProperty(HeaderNames.DEAD_ATTEMPTS, times);
        handOut.map(HandOut::first)
                .ifPresent(first ->
                        message.putStringProperty(HeaderNames.DEAD_TRIED, Long.toString(first.toEpochMilli())));
        Optional<String> error = inbox.flatMap(endpoint -> errors.of(endpoint, LedgerMessages.submissionOf(message)));
        error.ifPresent(said -> message.putStringProperty(HeaderNames.DEAD_ERROR, said));
        Problem reason = removed.map(endpoint -> ErrorCode.ENDPOINT_REMOVED.with(endpoint.value()))
                .orElseGet(() -> reason(times, error));
        message.putStringProperty(HeaderNames.REASON, reason.toString());
    }

    private static Problem reason(String times, Optional<String> error) {
        return error.map(said -> ErrorCode.NOT_TAKEN_BECAUSE.with(times, said))
                .orElseGet(() -> ErrorCode.NOT_TAKEN.with(times));
    }
}
