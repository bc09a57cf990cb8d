// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.receipts;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.EventReader;
import vn.lienthong.broker.events.LoggedEvent;
import vn.lienthong.broker.mailbox.ReceiptOutlet;
import vn.lienthong.broker.mailbox.ReceiptOutlet.Batch;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.protocol.json.Receipts;

/**
 * Follows the event log and hands out receipts, many in one message: a message each would cost the exchange as much as the
 * documents themselves. Each event is told once, also when the exchange is killed in between.
 */
public final class ReceiptDispatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptDispatch.class);
    private static final int READ_TOGETHER = 5_000;

    /** Receipts and recipients in one message; it stays small enough to be kept in the journal. */
    private static final int MOST_IN_ONE = 1_000;

    private static final Duration UNTIL_NEXT_LOOK = Duration.ofSeconds(1);
    private static final Duration GATHERING = Duration.ofMillis(200);

    private final EventLog log;
    private final ReceiptOutlet outlet;
    private final ReceiptWriter writer;
    private final Thread thread = new Thread(this::follow, "receipts");
    private volatile Told told = new Told(0, Instant.MIN);
    private volatile boolean closing;

    /** Up to which event receipts were handed out, and when the last of them happened that this run has read. */
    private record Told(long position, Instant latest) {}

    /** A dispatch that stands still, for some kinds of receipts. */
    public ReceiptDispatch(EventLog log, ReceiptOutlet outlet, Set<ReceiptKind> wanted) {
        this.log = log;
        this.outlet = outlet;
        this.writer = new ReceiptWriter(wanted);
        thread.setDaemon(true);
    }

    /** Starts to follow the log. */
    public void start() {
        thread.start();
    }

    /** The number of the last event whose receipts were handed out. */
    public long readUpTo() {
        return outlet.handedOutUpTo();
    }

    /** Whether senders get receipts of a kind. */
    public boolean gives(ReceiptKind kind) {
        return writer.gives(kind);
    }

    /** The receipts of all that is in the event log and happened before this time are handed out. */
    public Instant toldUpTo() {
        long end = log.end();
        Told now = told;
        return now.position() >= end ? Instant.MAX : now.latest();
    }

    private void follow() {
        while (!closing) {
            long position = Math.max(outlet.handedOutUpTo(), log.start() - 1);
            told = new Told(position, told.latest());
            try (EventReader reader = log.readAfter(position)) {
                while (!closing) {
                    gather(reader.position());
                    List<LoggedEvent> events = reader.read(READ_TOGETHER);
                    if (!events.isEmpty()) {
                        outlet.handOut(batches(events), reader.position());
                        told = new Told(
                                reader.position(),
                                events.get(events.size() - 1).event().at());
                    }
                }
            } catch (InterruptedException e) {
                return; // closing
            } catch (IOException | RuntimeException e) {
                if (!closing) {
                    LOG.atError().setCause(e).log("receipts cannot be handed out; they follow when they can");
                    pause();
                }
            }
        }
    }

    private void gather(long after) throws InterruptedException {
        if (log.awaitAfter(after, UNTIL_NEXT_LOOK, this::isClosing)) {
            log.awaitAfter(after + READ_TOGETHER, GATHERING, this::isClosing);
        }
    }

    private void pause() {
        try {
            log.awaitAfter(Long.MAX_VALUE, UNTIL_NEXT_LOOK, this::isClosing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Batch> batches(List<LoggedEvent> events) {
        List<Batch> full = new ArrayList<>();
        Map<EndpointId, List<Receipt>> open = new LinkedHashMap<>();
        for (LoggedEvent logged : events) {
            Optional<Receipt> receipt = writer.write(logged.event());
            if (receipt.isEmpty()) {
                continue;
            }
            for (EndpointId reader : ReceiptWriter.readers(logged.event())) {
                List<Receipt> receipts = open.computeIfAbsent(reader, unused -> new ArrayList<>());
                receipts.add(receipt.get());
                if (weight(receipts) >= MOST_IN_ONE) {
                    full.add(new Batch(reader, new Receipts(receipts)));
                    open.remove(reader);
                }
            }
        }
        open.forEach((reader, receipts) -> full.add(new Batch(reader, new Receipts(receipts))));
        return full;
    }

    private static int weight(List<Receipt> receipts) {
        return receipts.size() + receipts.get(receipts.size() - 1).recipients().size();
    }

    @Override
    public void close() {
        closing = true;
        log.wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing;
    }
}
