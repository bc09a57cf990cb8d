// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.referencedms;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.OutboxAnswer;
import vn.lienthong.client.RecallRequest;
import vn.lienthong.client.StatusReport;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Replacement;
import vn.lienthong.protocol.Problem;
import vn.lienthong.referencedms.Incoming.State;

/**
 * The system of one agency: takes what comes, keeps it, tells what became of it. What its clerks do is in {@link ClerksDesk}.
 * Thread-safe; closing is final.
 */
public final class ReferenceDms implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceDms.class);

    private final Cabinet cabinet;
    private final Conduct conduct;
    private final ExchangeClient client;
    private final Inbox inbox;
    private final ClerksDesk desk;

    private ReferenceDms(ClientConfig config, AgencyId agency, Path folder, Conduct conduct) {
        this.cabinet = new Cabinet(folder);
        this.conduct = conduct;
        this.client = ExchangeClient.connect(config.withOutbox(folder.resolve("outbox")), this::answered);
        this.desk = new ClerksDesk(agency, client, cabinet, conduct);
        this.inbox = client.inbox()
                .onDocument(this::receive)
                .onRecall(this::recalled)
                .onStatus(this::heard)
                .open();
    }

    /** Connects and begins to take what comes. */
    public static ReferenceDms start(ClientConfig config, AgencyId agency, Path folder) {
        return new ReferenceDms(config, agency, folder, Conduct.GOOD);
    }

    /** The same with a bug. */
    public static ReferenceDms start(ClientConfig config, AgencyId agency, Path folder, BrokenConduct broken) {
        return new ReferenceDms(config, agency, folder, broken.conduct());
    }

    /** What its clerks can do. */
    public ClerksDesk desk() {
        return desk;
    }

    @Override
    public void close() {
        inbox.close();
        client.close();
    }

    private void receive(Delivery delivery) {
        try {
            Document document = delivery.document();
            Optional<String> objection = conduct.objection(document, delivery.findings());
            if (objection.isPresent()) {
                delivery.reject(objection.get());
            } else if (document.operation() == Operation.UPDATE) {
                update(delivery);
            } else {
                take(delivery);
            }
        } catch (RuntimeException e) {
            conduct.couldNot(delivery, e);
        }
    }

    private void take(Delivery delivery) {
        Document document = delivery.document();
        Optional<Incoming> entry = conduct.admits(document.from().value(), cabinet.contacts())
                ? cabinet.enter(conduct.key(document), delivery)
                : Optional.empty();
        delivery.acknowledge();
        entry.ifPresent(entered -> conduct.afterTaking().forEach(status -> desk.report(entered, status, "")));
        document.header().business().ifPresent(business -> business.replacements()
                .forEach(this::replaced));
    }

    private void update(Delivery delivery) {
        Document document = delivery.document();
        cabinet.enter(conduct.key(document), delivery); // it may be new here: the update added this recipient
        delivery.acknowledge();
        delivery.recipients()
                .forEach(recipient -> client.report(StatusReport.of(recipient, document, ProcessingStatus.AGREED)));
    }

    private void replaced(Replacement replacement) {
        cabinet.incoming(replacement.documentId().value())
                .forEach(entry -> cabinet.change(entry, old -> old.in(State.REPLACED, Optional.empty())));
    }

    private void recalled(RecallRequest recall) {
        cancel(recall.document(), recall.reason());
        recall.accept();
    }

    private void cancel(DocumentId document, String reason) {
        cabinet.incoming(document.value())
                .forEach(entry -> cabinet.change(entry, old -> old.in(State.CANCELLED, Optional.of(reason))));
    }

    private void heard(StatusUpdate update) {
        if (update.status() == ProcessingStatus.TAKE_BACK_ASKED) {
            cancel(update.document(), update.description().orElse(""));
            client.report(StatusReport.of(update.sender(), update.from(), update.document(), ProcessingStatus.AGREED));
            return;
        }
        cabinet.change(
                update.document().value(),
                entry -> entry.with(update.from().value(), update.status(), update.description()));
    }

    private void answered(OutboxAnswer answer) {
        List<Problem> problems = answer.problems();
        cabinet.change(
                answer.document().value(),
                entry -> problems.isEmpty()
                        ? entry.in(Outgoing.SENT, Optional.empty())
                        : entry.in(Outgoing.REFUSED, Optional.of(problems.get(0).message(Conduct.VIETNAMESE))));
        LOG.atDebug().addKeyValue("document", answer.document()).log("the exchange answered");
    }
}
