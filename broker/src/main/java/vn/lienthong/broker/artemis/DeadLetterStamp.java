// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Clock;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;

/** Writes on a message that goes to the dead letters after all attempts since when it is one, and why. */
final class DeadLetterStamp implements ActiveMQServerPlugin {
    private static final SimpleString DEAD_LETTERS = SimpleString.of(Addresses.DEAD_LETTERS);

    private final int attempts;
    private final Clock clock;

    DeadLetterStamp(int attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectDuplicates) {
        if (DEAD_LETTERS.equals(message.getAddressSimpleString())) {
            message.putStringProperty(HeaderNames.DEAD_SINCE, Long.toString(clock.millis()));
            message.putStringProperty(
                    HeaderNames.REASON,
                    ErrorCode.NOT_TAKEN.with(Integer.toString(attempts)).toString());
            message.reencode();
        }
    }
}
