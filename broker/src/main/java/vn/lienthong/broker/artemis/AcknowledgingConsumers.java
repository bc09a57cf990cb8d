// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.protocol.stomp.Stomp;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrame;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrameInterceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.protocol.amqp.broker.ActiveMQProtonRemotingConnection;
import org.apache.activemq.artemis.protocol.amqp.exceptions.ActiveMQAMQPException;
import org.apache.activemq.artemis.protocol.amqp.proton.ProtonServerSenderContext;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/**
 * Lets nobody consume who does not acknowledge: what counts as taken the moment it is sent is lost when the line breaks
 * just then, and nobody would know. Every protocol has its own way to ask for that:
 *
 * <ul>
 *   <li>Core: a session made to pre-acknowledge; the session is refused.
 *   <li>STOMP: a subscription without {@code ack}, or with {@code ack:auto}; it is answered with an error. The subscription
 *       is not known to the broker's plugins, so the frame itself is looked at.
 *   <li>AMQP: a link whose sender settles in advance; the link is closed as soon as it is open, and given nothing before.
 *       Plugins hear of the consumer before it belongs to its link, so this waits for the connection's next turn.
 * </ul>
 */
final class AcknowledgingConsumers implements ActiveMQServerPlugin, StompFrameInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgingConsumers.class);
    private static final Set<String> ACKNOWLEDGING = Set.of(
            Stomp.Headers.Subscribe.AckModeValues.CLIENT, Stomp.Headers.Subscribe.AckModeValues.CLIENT_INDIVIDUAL);

    private final ActiveMQServer server;
    private final EndpointIdentity identity;

    AcknowledgingConsumers(ActiveMQServer server, EndpointIdentity identity) {
        this.server = server;
        this.identity = identity;
    }

    /** Core: an acknowledgement in advance is a property of the session. */
    @Override
    public void beforeCreateSession(
            String name,
            String username,
            int minLargeMessageSize,
            RemotingConnection connection,
            boolean autoCommitSends,
            boolean autoCommitAcks,
            boolean preAcknowledge,
            boolean xa,
            String defaultAddress,
            SessionCallback callback,
            boolean autoCreateQueues,
            OperationContext context,
            Map<SimpleString, RoutingType> prefixes)
            throws ActiveMQException {
        if (preAcknowledge) {
            throw refusal("PRE_ACKNOWLEDGE", "CLIENT_ACKNOWLEDGE, AUTO_ACKNOWLEDGE", connection);
        }
    }

    /** STOMP. False ends the handling of the frame; an exception would let it pass. */
    @Override
    public boolean intercept(StompFrame frame, RemotingConnection connection) {
        if (!Stomp.Commands.SUBSCRIBE.equals(frame.getCommand())) {
            return true;
        }
        String mode = frame.getHeader(Stomp.Headers.Subscribe.ACK_MODE);
        if (mode != null && ACKNOWLEDGING.contains(mode)) {
            return true;
        }
        connection.fail(refusal("ack:auto", "ack:client-individual", connection));
        return false;
    }

    /** AMQP. */
    @Override
    public void afterCreateConsumer(ServerConsumer consumer) {
        RemotingConnection connection = server.getRemotingService().getConnection(consumer.getConnectionID());
        if (connection instanceof ActiveMQProtonRemotingConnection amqp && !consumer.isBrowseOnly()) {
            amqp.getAmqpConnection().runLater(() -> closeIfSettledInAdvance(consumer, connection));
        }
    }

    private void closeIfSettledInAdvance(ServerConsumer consumer, RemotingConnection connection) {
        if (consumer.getProtocolContext() instanceof ProtonServerSenderContext link && isSettledInAdvance(link)) {
            try {
                link.close(new ErrorCondition(
                        AmqpError.NOT_ALLOWED,
                        refusal("snd-settle-mode settled", "unsettled", connection)
                                .getMessage()));
            } catch (ActiveMQAMQPException e) {
                LOG.atWarn().setCause(e).log("a link that settles in advance could not be closed; it is given nothing");
            }
        }
    }

    @Override
    public boolean canAccept(ServerConsumer consumer, MessageReference reference) {
        return consumer.isBrowseOnly()
                || !(consumer.getProtocolContext() instanceof ProtonServerSenderContext link)
                || !isSettledInAdvance(link);
    }

    private static boolean isSettledInAdvance(ProtonServerSenderContext link) {
        return link.getSender().getRemoteSenderSettleMode() == SenderSettleMode.SETTLED;
    }

    private ActiveMQException refusal(String mode, String better, RemotingConnection connection) {
        LOG.atInfo()
                .addKeyValue(
                        "endpoint",
                        identity.of(connection).map(EndpointId::value).orElse("-"))
                .addKeyValue("mode", mode)
                .log("a consumer that does not acknowledge was refused");
        return new ActiveMQSecurityException(
                new RefusalException(ErrorCode.NOT_ACKNOWLEDGING.with(mode, better)).getMessage());
    }
}
