// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static vn.lienthong.broker.administration.AdministrationRequest.required;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.broker.access.Permission;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;
import vn.lienthong.broker.administration.AdministrationAnswer.Documents;
import vn.lienthong.broker.administration.AdministrationAnswer.IncidentList;
import vn.lienthong.broker.administration.AdministrationAnswer.LedgerFacts;
import vn.lienthong.broker.administration.AdministrationAnswer.Overdue;
import vn.lienthong.broker.administration.AdministrationAnswer.QueueView;
import vn.lienthong.broker.administration.AdministrationAnswer.Queues;
import vn.lienthong.broker.administration.AdministrationAnswer.Responses;
import vn.lienthong.broker.ledger.DeadlineRule;
import vn.lienthong.broker.ledger.ResponseBook.Report;
import vn.lienthong.broker.ledger.Search;
import vn.lienthong.broker.monitoring.Rate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;

/** A request about what is on its way or was. */
public sealed interface DeliveryRequest<A extends AdministrationAnswer> extends AdministrationRequest<A> {
    @Override
    default Needs needs() {
        return Needs.RUNNING;
    }

    @Override
    default Permission permission() {
        return Permission.SEE;
    }

    /** All queues. */
    record ListQueues() implements DeliveryRequest<Queues> {
        @Override
        public Class<Queues> answerType() {
            return Queues.class;
        }

        @Override
        public Queues carryOut(Administration administration) {
            Map<String, Rate> rates = administration.lookout().monitoring().rates();
            return new Queues(administration.queues().stream()
                    .map(queue -> QueueView.of(queue, rates.getOrDefault(queue.name(), Rate.NONE)))
                    .toList());
        }
    }

    /**
     * Where documents are.
     *
     * @param name a document id, or number and notation
     * @param from only that of this sender
     */
    record Track(String name, Optional<AgencyId> from) implements DeliveryRequest<Documents> {
        /** Checks that a document is named. */
        public Track {
            required("name", name);
        }

        @Override
        public Class<Documents> answerType() {
            return Documents.class;
        }

        @Override
        public boolean isWithin(Scope scope) {
            return true;
        }

        @Override
        public Documents carryOut(Administration administration) {
            return new Documents(administration.accounts().track(name).stream()
                    .filter(document ->
                            from.isEmpty() || document.agency().equals(administration.canonical(from.get())))
                    .toList());
        }
    }

    /** What befell the deliveries of a document on their way to where they stand. */
    record ListIncidents(AgencyId agency, DocumentId document) implements DeliveryRequest<IncidentList> {
        /** Checks that a document is named. */
        public ListIncidents {
            required("agency", agency);
            required("document", document);
        }

        @Override
        public Class<IncidentList> answerType() {
            return IncidentList.class;
        }

        @Override
        public boolean isWithin(Scope scope) {
            return true;
        }

        @Override
        public IncidentList carryOut(Administration administration) {
            return new IncidentList(administration.accounts().incidents(agency, document));
        }
    }

    /** Looks for documents. */
    record Find(Search search) implements DeliveryRequest<Documents> {
        /** Checks that something is looked for. */
        public Find {
            required("search", search);
        }

        @Override
        public Class<Documents> answerType() {
            return Documents.class;
        }

        @Override
        public boolean isWithin(Scope scope) {
            return true;
        }

        @Override
        public Documents carryOut(Administration administration) {
            return new Documents(administration.accounts().find(search));
        }
    }

    /** Compares the ledger with the inboxes. */
    record Check() implements DeliveryRequest<Balance> {
        @Override
        public Class<Balance> answerType() {
            return Balance.class;
        }

        @Override
        public Balance carryOut(Administration administration) {
            return administration.accounts().check();
        }
    }

    /** What is overdue. */
    record ListOverdue(Optional<AgencyId> agency, Optional<DeadlineRule> rule, int most)
            implements DeliveryRequest<Overdue> {
        @Override
        public Class<Overdue> answerType() {
            return Overdue.class;
        }

        @Override
        public boolean isWithin(Scope scope) {
            return true;
        }

        @Override
        public Overdue carryOut(Administration administration) {
            return new Overdue(administration.accounts().overdue(agency, rule, most));
        }
    }

    /** How recipients answered what was accepted in a period. */
    record ReportResponses(Instant from, Instant until) implements DeliveryRequest<Responses> {
        /** Checks that the period has two ends. */
        public ReportResponses {
            required("from", from);
            required("until", until);
        }

        @Override
        public Class<Responses> answerType() {
            return Responses.class;
        }

        @Override
        public boolean isWithin(Scope scope) {
            return true;
        }

        @Override
        public Responses carryOut(Administration administration) {
            Report report = administration.accounts().responses(from, until);
            return new Responses(report.at(), report.agencies());
        }
    }

    /** How the ledger is doing. */
    record ShowLedger() implements DeliveryRequest<LedgerFacts> {
        @Override
        public Class<LedgerFacts> answerType() {
            return LedgerFacts.class;
        }

        @Override
        public LedgerFacts carryOut(Administration administration) {
            return administration.accounts().facts();
        }
    }

    /** Empties the ledger and fills it again. */
    record RebuildLedger() implements DeliveryRequest<LedgerFacts> {
        @Override
        public Class<LedgerFacts> answerType() {
            return LedgerFacts.class;
        }

        @Override
        public Permission permission() {
            return Permission.ADMINISTER;
        }

        @Override
        public LedgerFacts carryOut(Administration administration) {
            return administration.accounts().rebuild();
        }
    }
}
