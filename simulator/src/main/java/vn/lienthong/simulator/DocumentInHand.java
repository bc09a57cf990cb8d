// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Severity;
import vn.lienthong.simulator.Register.DocumentKey;

/** A document in the hands of a simulated agency: what a {@link Reaction} can do with it. Used by one thread at a time. */
public final class DocumentInHand {
    private static final int LONGEST_REASON = 500;
    private static final int REASONS_SHOWN = 3;

    private final Delivery delivery;
    private final ReceivedDocument received;
    private final Office office;
    private final int session;

    /** The parts of an agency a document may move. */
    record Office(Script script, Register register, Reporting reporting, Reactions reactions) {}

    DocumentInHand(Delivery delivery, ReceivedDocument received, Office office, int session) {
        this.delivery = delivery;
        this.received = received;
        this.office = office;
        this.session = session;
    }

    /** Why the document is to be refused, as a text for the sender; empty if it is acceptable, or errors are but a warning. */
    public Optional<String> objection() {
        return received.isAcceptable() || office.script().mode() == Mode.LENIENT
                ? Optional.empty()
                : Optional.of(reason(received.findings()));
    }

    /**
     * Takes the document and reports the statuses of a course. One that was taken before is acknowledged again and starts
     * nothing; an update is answered with status 15.
     */
    public void take(Reaction.Course course) {
        Document document = delivery.document();
        boolean first = office.register().take(DocumentKey.of(document));
        try {
            delivery.acknowledge(); // may fail after the exchange did it: the document is here in either case
        } finally {
            if (first) {
                office.reporting().begin(session, document, delivery.recipients(), answered(document, course));
            }
        }
    }

    /** Refuses the document. */
    public void refuse(String reason) {
        delivery.reject(shortened(reason));
    }

    /** Gives the document back. */
    public void release() {
        delivery.release();
    }

    /** Leaves the document unsettled. */
    public void keep() {
        office.register().keep();
    }

    /** Reacts after a while; until then the document stays unsettled. */
    public void later(Duration wait, Reaction.ToDocument reaction) {
        office.reporting().later(wait, () -> {
            try {
                reaction.meet(this);
            } catch (SimulatedFaultException e) {
                delivery.release(); // as the library does when the handler itself fails
            }
        });
    }

    /** Says how to react when the same submission comes again. */
    public void nextTime(Reaction.ToDocument reaction) {
        office.reactions().again(received.submission(), reaction);
    }

    private static Reaction.Course answered(Document document, Reaction.Course course) {
        return document.operation() == Operation.UPDATE
                ? new Reaction.Course(List.of(ProcessingStatus.AGREED), course.pace())
                : course;
    }

    private String reason(List<Finding> findings) {
        List<Finding> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        String text = errors.stream()
                .limit(REASONS_SHOWN)
                .map(finding -> finding.code().code() + " "
                        + finding.message(office.script().language()))
                .collect(Collectors.joining("; "));
        return errors.size() > REASONS_SHOWN ? text + " … (" + errors.size() + ")" : text;
    }

    /** The description of a status is at most 500 characters. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON - 1) + "…";
    }
}
