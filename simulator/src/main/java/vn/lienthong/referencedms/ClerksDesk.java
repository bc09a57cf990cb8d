// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.referencedms;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentBuilder;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.client.ExchangeUnavailableException;
import vn.lienthong.client.SentDocument;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.DocumentReference;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Replacement;
import vn.lienthong.edxml.Signer;
import vn.lienthong.edxml.UpdateInfo;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Order;
import vn.lienthong.orders.OrderTaker;
import vn.lienthong.referencedms.Incoming.State;

/** What the clerks of the agency do. Thread-safe. */
public final class ClerksDesk implements OrderTaker {
    private final AgencyId agency;
    private final ExchangeClient client;
    private final Cabinet cabinet;
    private final Conduct conduct;

    ClerksDesk(AgencyId agency, ExchangeClient client, Cabinet cabinet, Conduct conduct) {
        this.agency = agency;
        this.client = client;
        this.cabinet = cabinet;
        this.conduct = conduct;
    }

    @Override
    public Answer carryOut(Order order) {
        try {
            return switch (order.action()) {
                case SEND, REPLACE -> send(order);
                case UPDATE -> update(order);
                case RECALL -> recall(order);
                case TAKE_BACK -> takeBack(order);
                case REGISTER -> move(order, State.REGISTERED, ProcessingStatus.RECEIVED);
                case ASSIGN -> move(order, State.ASSIGNED, ProcessingStatus.ASSIGNED);
                case START -> move(order, State.IN_PROGRESS, ProcessingStatus.IN_PROGRESS);
                case COMPLETE -> move(order, State.COMPLETED, ProcessingStatus.COMPLETED);
                case REFUSE -> move(order, State.REFUSED, ProcessingStatus.REFUSED);
                case SHOW -> show(order);
                case RESTART -> Answer.refused("only whoever started the system can restart it");
            };
        } catch (ExchangeException e) {
            return Answer.refused(e.message(Conduct.VIETNAMESE));
        }
    }

    /** Reports a status about an incoming document, once. */
    void report(Incoming entry, ProcessingStatus meant, String reason) {
        ProcessingStatus status = conduct.said(meant);
        if ((entry.said().contains(status.code()) && !conduct.repeats())
                || !conduct.tells(status, () -> hasClosed(entry.from()))) {
            return;
        }
        for (String recipient : entry.recipients()) {
            StatusReport report = StatusReport.of(
                    new AgencyId(recipient), new AgencyId(entry.from()), new DocumentId(entry.document()), status);
            client.report(reason.isBlank() ? report : report.withDescription(reason));
        }
        cabinet.change(entry, old -> old.saying(status.code()));
    }

    private Answer move(Order order, State next, ProcessingStatus status) {
        List<Incoming> found = cabinet.incoming(order.document().orElse(""));
        if (found.isEmpty()) {
            return Answer.refused("document " + order.document().orElse("?") + " is not in the register");
        }
        for (Incoming entry : found) {
            if (entry.state().isOver() && entry.state() != next) {
                return Answer.refused("the document is " + entry.state().word());
            }
            Optional<String> reason = Optional.of(order.reason()).filter(text -> !text.isBlank());
            report(cabinet.change(entry, old -> old.in(next, reason)), status, order.reason());
        }
        return Answer.DONE;
    }

    private Answer send(Order order) {
        LocalDate today = LocalDate.now(VietnamTime.ZONE);
        String reference = (cabinet.sent() + 1) + "/" + notation();
        DocumentBuilder builder = draft(order, reference, today);
        order.document().ifPresent(replaced -> builder.business(replacement(replaced, order)));
        Document document = builder.build();
        cabinet.put(new Outgoing(
                document.id().value(),
                reference,
                document.subject(),
                document.recipients().stream().map(AgencyId::value).toList(),
                Outgoing.WAITING,
                Optional.empty(),
                Map.of()));
        SentDocument sent = client.send(document);
        if (!sent.inOutbox()) {
            cabinet.change(document.id().value(), entry -> entry.in(Outgoing.SENT, Optional.empty()));
        }
        return Answer.sent(document.id().value());
    }

    private DocumentBuilder draft(Order order, String reference, LocalDate today) {
        DocumentBuilder builder = Document.builder()
                .from(agency.value())
                .to(conduct.addressees(order.to(), cabinet.contacts()).toArray(new String[0]))
                .subject(order.subject())
                .number(reference, today)
                .place("Hà Nội")
                .signer(Signer.of("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Thử"))
                .urgency(Urgency.ofCode(order.urgency()).orElse(Urgency.NORMAL));
        conduct.due(order.due(), today).ifPresent(builder::dueDate);
        order.reply()
                .ifPresent(reply -> builder.inReplyTo(new DocumentReference(
                        Optional.of(reply.agency()),
                        Optional.of(reply.reference()).filter(text -> !text.isBlank()),
                        Optional.empty(),
                        Optional.of(new DocumentId(reply.document())))));
        boolean main = true;
        for (Order.OrderedFile file : order.attachments()) {
            Attachment attachment = Attachment.of(file.name(), file.content());
            if (main) {
                builder.content(attachment);
            } else {
                builder.attach(attachment);
            }
            main = false;
        }
        return builder;
    }

    private BusinessInfo replacement(String replaced, Order order) {
        List<String> had = cabinet.outgoing(replaced).map(Outgoing::to).orElse(order.to());
        return BusinessInfo.replace(List.of(new Replacement(new DocumentId(replaced), had)), order.reason());
    }

    private Answer update(Order order) {
        Outgoing updated = known(order);
        LocalDate today = LocalDate.now(VietnamTime.ZONE);
        DocumentId id = new DocumentId(updated.document());
        UpdateInfo what = new UpdateInfo(
                false, !order.added().isEmpty() || !order.removed().isEmpty(), order.removed(), order.added());
        Document document = draft(order, updated.reference(), today)
                .id(id)
                .business(BusinessInfo.update(id, order.reason(), what))
                .build();
        client.send(document);
        return Answer.sent(id.value());
    }

    private Answer recall(Order order) {
        Outgoing recalled = known(order);
        DocumentId id = new DocumentId(recalled.document());
        Document document = Document.builder()
                .from(agency.value())
                .to(recalled.to().toArray(new String[0]))
                .subject(recalled.subject())
                .number(recalled.reference(), LocalDate.now(VietnamTime.ZONE))
                .id(id)
                .business(
                        conduct.onTheWire(Operation.RECALL) == Operation.RECALL
                                ? BusinessInfo.recall(id, order.reason())
                                : BusinessInfo.newDocument())
                .build();
        client.send(document);
        return Answer.sent(id.value());
    }

    private Answer takeBack(Order order) {
        Outgoing asked = known(order);
        for (String recipient : order.to()) {
            client.report(StatusReport.of(
                            agency,
                            new AgencyId(recipient),
                            new DocumentId(asked.document()),
                            ProcessingStatus.TAKE_BACK_ASKED)
                    .withDescription(order.reason()));
        }
        return Answer.DONE;
    }

    private Answer show(Order order) {
        String document = order.document().orElse("");
        List<Incoming> found = cabinet.incoming(document);
        if (!found.isEmpty()) {
            Incoming entry = found.get(found.size() - 1);
            return Answer.showing(new Answer.Shown(
                    found.size(),
                    entry.state().word(),
                    entry.reason(),
                    entry.files().stream()
                            .map(file -> new Answer.ShownFile(file.name(), file.sha256()))
                            .toList(),
                    Map.of()));
        }
        return Answer.showing(cabinet.outgoing(document)
                .map(entry -> new Answer.Shown(1, entry.state(), entry.reason(), List.of(), entry.statuses()))
                .orElseGet(Answer.Shown::unknown));
    }

    private Outgoing known(Order order) {
        return cabinet.outgoing(order.document().orElse(""))
                .orElseThrow(() -> new IllegalArgumentException("no such document was sent: " + order.document()));
    }

    /** As far as anybody can say: while the line is down, nobody is known to have closed. */
    private boolean hasClosed(String sender) {
        try {
            return client.directory()
                    .agency(new AgencyId(sender))
                    .map(info -> info.closedSince().isPresent())
                    .orElse(true);
        } catch (ExchangeUnavailableException e) {
            return false;
        }
    }

    private String notation() {
        return agency.value().replace(".", "") + "-VP";
    }
}
