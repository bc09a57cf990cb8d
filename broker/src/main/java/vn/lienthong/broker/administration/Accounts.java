// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.access.Scope;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;
import vn.lienthong.broker.administration.AdministrationAnswer.LedgerFacts;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.ledger.DeadlineRule;
import vn.lienthong.broker.ledger.Incident;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.ledger.OverdueDelivery;
import vn.lienthong.broker.ledger.OverdueQuery;
import vn.lienthong.broker.ledger.ResponseBook.Report;
import vn.lienthong.broker.ledger.Search;
import vn.lienthong.broker.mailbox.Mailboxes;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.TrackedDocument;

/** What became of deliveries: answers from the ledger, and its balance against the queues. Thread-safe. */
public final class Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final Directory directory;
    private final Mailboxes mailboxes;
    private final Optional<Ledger> ledger;
    private final Progress progress;
    private final Supplier<Instant> expiredSince;
    private final Scope scope;

    /**
     * Answers about everything.
     *
     * @param expiredSince since when what ran out of time is kept
     */
    Accounts(
            Directory directory,
            Mailboxes mailboxes,
            Optional<Ledger> ledger,
            Progress progress,
            Supplier<Instant> expiredSince) {
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.ledger = ledger;
        this.progress = progress;
        this.expiredSince = expiredSince;
        this.scope = Scope.EVERYTHING;
    }

    private Accounts(Accounts same, Scope scope) {
        this.directory = same.directory;
        this.mailboxes = same.mailboxes;
        this.ledger = same.ledger;
        this.progress = same.progress;
        this.expiredSince = same.expiredSince;
        this.scope = scope;
    }

    /** The same for somebody who is responsible for some agencies only. */
    Accounts within(Scope some) {
        return new Accounts(this, some);
    }

    /** The documents with an id, or with a number and notation; the newest first. */
    public List<TrackedDocument> track(String name) {
        return upToDate().track(name).stream()
                .filter(this::isVisible)
                .map(progress::of)
                .toList();
    }

    /** The document of an agency, if the exchange knows it. */
    public Optional<TrackedDocument> track(AgencyId agency, DocumentId document) {
        return upToDate()
                .track(directory.canonical(agency), document)
                .filter(this::isVisible)
                .map(progress::of);
    }

    /** What befell the deliveries of a document on their way; nothing if the document may not be seen. */
    public List<Incident> incidents(AgencyId agency, DocumentId document) {
        Ledger present = upToDate();
        AgencyId sender = directory.canonical(agency);
        return present.track(sender, document).filter(this::isVisible).isPresent()
                ? present.incidents(sender, document)
                : List.of();
    }

    /** The documents that match, the newest first; the one with an id, if that is what is looked for. */
    public List<TrackedDocument> find(Search asked) {
        Search search = asked.naming(directory::canonical);
        Ledger present = upToDate();
        List<TrackedDocument> found = present.find(search, scope.agencies());
        if (!found.isEmpty() || !search.isByTextAlone()) {
            return found;
        }
        return present.track(search.text().orElseThrow()).stream() // an id is no word of its document
                .filter(this::isVisible)
                .limit(search.most())
                .toList();
    }

    private boolean isVisible(TrackedDocument document) {
        return scope.includes(document.agency())
                || document.deliveries().stream().anyMatch(delivery -> scope.includes(delivery.agency()));
    }

    /** What is overdue now, the longest first. */
    public List<OverdueDelivery> overdue(Optional<AgencyId> agency, Optional<DeadlineRule> rule, int most) {
        if (!ledger().isReachable()) { // pages that are open ask for it again and again
            throw ledger().unavailable();
        }
        Ledger present = upToDate();
        try {
            if (present.scan(CurrentLedger.PATIENCE)) {
                return present.overdue(
                        new OverdueQuery(agency.map(directory::canonical), rule, scope.agencies(), most));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw present.unavailable();
    }

    /** How recipients answered what was accepted in a period, by agency. */
    public Report responses(Instant from, Instant until) {
        Report report = upToDate().responses().report(from, until);
        return new Report(
                report.at(),
                report.agencies().stream()
                        .filter(agency -> scope.includes(agency.agency()))
                        .toList());
    }

    /** How the ledger is doing. */
    public LedgerFacts facts() {
        return new LedgerFacts(ledger().lag(), ledger().oldestEvent(), ledger().setAside());
    }

    /** What keeps the ledger, with its version; empty if there is no ledger, or it is away. */
    public Optional<String> database() {
        return ledger.flatMap(Ledger::product);
    }

    /** Empties the ledger and fills it again from the events that are kept; documents flow on meanwhile. */
    public LedgerFacts rebuild() {
        LOG.atInfo().addKeyValue("oldest", ledger().oldestEvent()).log("the ledger is rebuilt");
        ledger().rebuild();
        return facts();
    }

    /** Compares the ledger with itself and, delivery by delivery, with the queues of the exchange, while messages flow. */
    public Balance check() {
        return new BalanceCheck(this::upToDate, mailboxes, directory, expiredSince).carryOut();
    }

    private Ledger upToDate() {
        return new CurrentLedger(mailboxes, ledger()).upToDate();
    }

    private Ledger ledger() {
        return ledger.orElseThrow(() -> new RefusalException(ErrorCode.NO_LEDGER.with("ledger.database")));
    }
}
