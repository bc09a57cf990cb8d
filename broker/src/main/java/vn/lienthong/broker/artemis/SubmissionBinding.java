// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.postoffice.BindingType;
import org.apache.activemq.artemis.core.server.Bindable;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.register.Claim;
import vn.lienthong.protocol.Addresses;

/**
 * The only binding of the address {@code submit}. Adds exactly the queues that {@link SubmissionGate} chose to the
 * routing, so that one stored body with many references is written in one journal transaction. A message that did not
 * pass the gate is refused: nothing reaches a mailbox by another way.
 *
 * <p>Built on internal classes of the broker (binding, bindable, routing context): its version is pinned and a contract
 * test watches them. Bindings of this kind are not stored, so it is installed at every start.
 */
final class SubmissionBinding implements Binding, Bindable {
    private static final SimpleString ADDRESS = SimpleString.of(Addresses.SUBMIT);
    private static final SimpleString NAME = SimpleString.of("lienthong.submission");

    private final long id;
    private final Optional<LedgerLine> ledger;
    private final Withdrawal withdrawal;

    SubmissionBinding(long id, Optional<LedgerLine> ledger, Withdrawal withdrawal) {
        this.id = id;
        this.ledger = ledger;
        this.withdrawal = withdrawal;
    }

    @Override
    public void route(Message message, RoutingContext context) {
        if (!(message.getUserContext(SubmissionGate.TARGETS) instanceof List<?> targets)) {
            throw new IllegalStateException("a message reached " + ADDRESS + " without passing the gate");
        }
        context.setReusable(false);
        if (message.getUserContext(SubmissionGate.CLAIM) instanceof Claim claim) {
            context.getTransaction().addOperation(new Settling(claim, message));
        }
        if (targets.isEmpty()) {
            return; // a repeat
        }
        List<?> queues =
                Withdrawal.isMeantBy(message) ? withdrawal.carryOut(message, context.getTransaction()) : targets;
        for (Object target : queues) {
            Queue queue = (Queue) target;
            context.addQueue(queue.getAddress(), queue);
        }
        ledger.ifPresent(line -> line.accepted(message, context));
    }

    /** Settles what a submission claimed when the transaction it came in ends. */
    private static final class Settling extends TransactionOperationAbstract {
        private final Claim claim;
        private final Message message;

        Settling(Claim claim, Message message) {
            this.claim = claim;
            this.message = message;
        }

        @Override
        public void afterCommit(Transaction tx) {
            claim.taken();
            if (message.getUserContext(SubmissionGate.ONCE_TAKEN) instanceof Runnable next) {
                next.run();
            }
        }

        @Override
        public void afterRollback(Transaction tx) {
            claim.giveUp();
        }
    }

    @Override
    public void routeWithAck(Message message, RoutingContext context) {
        route(message, context);
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    /** Otherwise the broker takes the address for one without queues and wants to create it. */
    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public SimpleString getAddress() {
        return ADDRESS;
    }

    @Override
    public Bindable getBindable() {
        return this;
    }

    @Override
    public BindingType getType() {
        return BindingType.DIVERT;
    }

    @Override
    public SimpleString getUniqueName() {
        return NAME;
    }

    @Override
    public SimpleString getRoutingName() {
        return NAME;
    }

    @Override
    public SimpleString getClusterName() {
        return NAME;
    }

    @Override
    public @Nullable Filter getFilter() {
        return null;
    }

    @Override
    public boolean isHighAcceptPriority(Message message) {
        return true;
    }

    @Override
    public Long getID() {
        return id;
    }

    @Override
    public int getDistance() {
        return 0;
    }

    @Override
    public void close() {}

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void unproposed(SimpleString groupId) {}

    @Override
    public String toManagementString() {
        return "SubmissionBinding [id=" + id + "]";
    }
}
