// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Clock;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import vn.lienthong.broker.mailbox.LastErrors;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.Problem;

/** Writes on a message that goes to the dead letters after all attempts since when it is one, and why. */
final class DeadLetterStamp implements ActiveMQServerPlugin {
    private static final SimpleString DEAD_LETTERS = SimpleString.of(Addresses.DEAD_LETTERS);

    private final int attempts;
    private final LastErrors errors;
    private final Clock clock;

    DeadLetterStamp(int attempts, LastErrors errors, Clock clock) {
        this.attempts = attempts;
        this.errors = errors;
        this.clock = clock;
    }

    @Override
    public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectDuplicates) {
        if (DEAD_LETTERS.equals(message.getAddressSimpleString())) {
            message.putStringProperty(HeaderNames.DEAD_SINCE, Long.toString(clock.millis()));
            message.putStringProperty(HeaderNames.REASON, reason(message).toString());
            message.reencode();
        }
    }

    private Problem reason(Message message) {
        String often = Integer.toString(attempts);
        return Optional.ofNullable(message.getAnnotationString(Message.HDR_ORIGINAL_QUEUE))
                .flatMap(Addresses::endpointOfInbox)
                .flatMap(inbox -> errors.of(inbox, LedgerMessages.submissionOf(message)))
                .map(error -> ErrorCode.NOT_TAKEN_BECAUSE.with(often, error))
                .orElseGet(() -> ErrorCode.NOT_TAKEN.with(often));
    }
}
