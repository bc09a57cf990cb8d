// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.protocol.Receipt;

/** An inbox and the workers that serve it. */
final class OpenInbox implements Inbox {
    /**
     * Statuses are acknowledged without waiting for the disk of the exchange, one wait each would be slow. Whatever was on
     * its way when the exchange is killed comes again; this is far more than fits on the way.
     */
    private static final int UNCONFIRMED_STATUSES = 10_000;

    private final List<Worker> workers;
    private final Link ahead;
    private final AtomicInteger unsettled;
    private final Consumer<OpenInbox> whenClosed;

    private OpenInbox(
            List<Worker> workers, DocumentShift.Lines lines, AtomicInteger unsettled, Consumer<OpenInbox> whenClosed) {
        this.workers = List.copyOf(workers);
        this.ahead = lines.ahead();
        this.unsettled = unsettled;
        this.whenClosed = whenClosed;
    }

    @Override
    public int unsettled() {
        return unsettled.get();
    }

    @Override
    public void close() {
        workers.forEach(Worker::end);
        workers.forEach(Worker::join);
        ahead.close();
        whenClosed.accept(this);
    }

    /** Collects the handlers. */
    static final class Opening implements Builder {
        private final ConnectedClient.Parts parts;
        private final Consumer<OpenInbox> whenOpen;
        private final Consumer<OpenInbox> whenClosed;
        private @Nullable Consumer<Delivery> onDocument;
        private @Nullable Consumer<StatusUpdate> onStatus;
        private @Nullable Consumer<Receipt> onReceipt;
        private Consumer<RecallRequest> onRecall = recall -> recall.refuse("recall is not supported here");
        private int concurrency = 1;

        Opening(ConnectedClient.Parts parts, Consumer<OpenInbox> whenOpen, Consumer<OpenInbox> whenClosed) {
            this.parts = parts;
            this.whenOpen = whenOpen;
            this.whenClosed = whenClosed;
        }

        @Override
        public Builder onDocument(Consumer<Delivery> handler) {
            onDocument = handler;
            return this;
        }

        @Override
        public Builder onStatus(Consumer<StatusUpdate> handler) {
            onStatus = handler;
            return this;
        }

        @Override
        public Builder onReceipt(Consumer<Receipt> handler) {
            onReceipt = handler;
            return this;
        }

        @Override
        public Builder onRecall(Consumer<RecallRequest> handler) {
            onRecall = handler;
            return this;
        }

        @Override
        public Builder concurrency(int documents) {
            if (documents < 1) {
                throw new IllegalArgumentException("concurrency is at least 1, not " + documents);
            }
            concurrency = documents;
            return this;
        }

        @Override
        public Inbox open() {
            if (onDocument == null) {
                throw new IllegalStateException("an inbox needs onDocument");
            }
            AtomicInteger unsettled = new AtomicInteger();
            DocumentShift.Lines lines = new DocumentShift.Lines(parts.link(), parts.newAheadLink(), parts.watchman());
            lines.ahead().startLater();
            List<Worker> workers = documentWorkers(onDocument, lines, unsettled);
            if (onStatus != null || onReceipt != null) {
                workers.add(statusWorker(new StatusShift.Handlers(onStatus, onReceipt), lines.ahead()));
            }
            OpenInbox inbox = new OpenInbox(workers, lines, unsettled, whenClosed);
            whenOpen.accept(inbox);
            inbox.workers.forEach(Worker::start);
            return inbox;
        }

        private List<Worker> documentWorkers(
                Consumer<Delivery> documents, DocumentShift.Lines lines, AtomicInteger unsettled) {
            DocumentShift.Handlers handlers = new DocumentShift.Handlers(documents, onRecall);
            Attempts attempts = new Attempts(0);
            List<Worker> workers = new ArrayList<>();
            for (int i = 1; i <= concurrency; i++) {
                workers.add(new Worker(
                        "lienthong-inbox-" + i,
                        new DocumentShift(parts.receiver(), lines, handlers, attempts, unsettled)));
            }
            return workers;
        }

        private Worker statusWorker(StatusShift.Handlers handlers, Link line) {
            return new Worker(
                    "lienthong-statuses",
                    new StatusShift(parts.receiver(), line, handlers, new Attempts(UNCONFIRMED_STATUSES)));
        }
    }
}
