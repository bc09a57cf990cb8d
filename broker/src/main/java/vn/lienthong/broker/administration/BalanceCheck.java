// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;
import vn.lienthong.broker.administration.AdministrationAnswer.Difference;
import vn.lienthong.broker.administration.AdministrationAnswer.Difference.Finding;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.events.Event.DeliveryKey;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.ledger.LedgerSums;
import vn.lienthong.broker.ledger.OpenDeliveries;
import vn.lienthong.broker.mailbox.Mailboxes;
import vn.lienthong.broker.mailbox.Mailboxes.Kept;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;

/**
 * Holds the ledger against the queues: what waits against the inboxes, what is dead and not settled against the dead letters,
 * what ran out of time against the queue of that. Documents flow meanwhile.
 */
final class BalanceCheck {
    /** What is under way between queue and ledger looks like a difference; it is gone at the next look. */
    private static final int LOOKS = 5;

    private final Supplier<Ledger> upToDate;
    private final Mailboxes mailboxes;
    private final Directory directory;
    private final Supplier<Instant> expiredSince;

    /**
     * A check.
     *
     * @param upToDate the ledger, once it knows what has happened until now
     * @param expiredSince since when what ran out of time is kept
     */
    BalanceCheck(Supplier<Ledger> upToDate, Mailboxes mailboxes, Directory directory, Supplier<Instant> expiredSince) {
        this.upToDate = upToDate;
        this.mailboxes = mailboxes;
        this.directory = directory;
        this.expiredSince = expiredSince;
    }

    Balance carryOut() {
        Ledger ledger = upToDate.get(); // once for all first looks: most inboxes have nothing under way
        LedgerSums sums = ledger.sums();
        OpenDeliveries known = new OpenDeliveries(ledger);
        List<Difference> lasting = new ArrayList<>();
        for (EndpointId endpoint : endpoints(ledger)) {
            lasting.addAll(lasting(known, deliveries -> inInbox(endpoint, deliveries)));
        }
        lasting.addAll(lasting(known, this::amongDeadLetters));
        lasting.addAll(lasting(known, this::amongExpired));
        for (int look = 1; look < LOOKS && !sums.addUp(); look++) {
            sums = upToDate.get().sums();
        }
        return new Balance(
                lasting.isEmpty() && sums.addUp(),
                sums.accepted(),
                sums.states(),
                sums.endsWithoutAcceptance(),
                lasting);
    }

    /** What a first look finds and every further one, with the ledger up to date again, finds as well. */
    private Set<Difference> lasting(OpenDeliveries known, Function<OpenDeliveries, Set<Difference>> look) {
        Set<Difference> differences = look.apply(known);
        for (int more = 1; more < LOOKS && !differences.isEmpty(); more++) {
            differences.retainAll(look.apply(new OpenDeliveries(upToDate.get())));
        }
        return differences;
    }

    private Set<EndpointId> endpoints(Ledger ledger) {
        Set<EndpointId> endpoints = new TreeSet<>(Comparator.comparing(EndpointId::value));
        endpoints.addAll(ledger.endpointsWithQueued());
        directory.endpoints().stream().map(Endpoint::id).forEach(endpoints::add);
        return endpoints;
    }

    private Set<Difference> inInbox(EndpointId endpoint, OpenDeliveries deliveries) {
        DeliveryKeys queued = new DeliveryKeys();
        deliveries.queuedAt(endpoint, queued::add);
        DeliveryKeys present = new DeliveryKeys();
        Set<Difference> differences = new HashSet<>();
        mailboxes.inInbox(endpoint, key -> {
            present.add(key);
            if (!queued.contains(key)) {
                differences.add(difference(endpoint, key, Finding.IN_INBOX_BUT_NOT_QUEUED));
            }
        });
        if (!differences.isEmpty() || present.size() < queued.size()) {
            deliveries.queuedAt(endpoint, key -> {
                if (!present.contains(key)) {
                    differences.add(difference(endpoint, key, Finding.QUEUED_BUT_NOT_IN_INBOX));
                }
            });
        }
        return differences;
    }

    private Set<Difference> amongDeadLetters(OpenDeliveries deliveries) {
        DeliveryKeys dead = new DeliveryKeys();
        deliveries.dead(ended -> {
            if (!ended.isGivenUp()) {
                dead.add(ended.delivery());
            }
        });
        DeliveryKeys present = new DeliveryKeys();
        Set<Difference> differences = new HashSet<>();
        mailboxes.inDeadLetters(letter -> {
            present.add(letter.delivery());
            if (!dead.contains(letter.delivery())) {
                differences.add(difference(letter.endpoint(), letter.delivery(), Finding.IN_DEAD_LETTERS_BUT_NOT_DEAD));
            }
        });
        deliveries.dead(ended -> {
            if (ended.isUnsettled() && !present.contains(ended.delivery())) {
                differences.add(difference(ended.endpoint(), ended.delivery(), Finding.DEAD_BUT_NOT_IN_DEAD_LETTERS));
            }
        });
        return differences;
    }

    /**
     * Retention takes the oldest out of the queue without a word, and finished documents out of the ledger. What is older than
     * the oldest in the queue may have been removed when less was kept.
     */
    private Set<Difference> amongExpired(OpenDeliveries deliveries) {
        DeliveryKeys expired = new DeliveryKeys();
        deliveries.expired(ended -> expired.add(ended.delivery()));
        DeliveryKeys present = new DeliveryKeys();
        Set<Difference> differences = new HashSet<>();
        List<Kept> unknown = new ArrayList<>();
        List<Instant> oldest = new ArrayList<>();
        mailboxes.inExpired(message -> {
            present.add(message.delivery());
            if (oldest.isEmpty() || message.since().isBefore(oldest.get(0))) {
                oldest.add(0, message.since());
            }
            if (!expired.contains(message.delivery())) {
                unknown.add(message);
            }
        });
        for (Kept message : unknown) {
            if (deliveries
                    .stateOf(message.document(), message.delivery())
                    .filter(state -> state != DeliveryState.EXPIRED)
                    .isPresent()) {
                differences.add(difference(message.endpoint(), message.delivery(), Finding.IN_EXPIRED_BUT_NOT_EXPIRED));
            }
        }
        Instant kept = expiredSince.get();
        Instant from = kept.equals(Instant.MIN) || oldest.isEmpty() ? kept : oldest.get(0);
        deliveries.expired(ended -> {
            if (ended.since().isAfter(from) && !present.contains(ended.delivery())) {
                differences.add(difference(ended.endpoint(), ended.delivery(), Finding.EXPIRED_BUT_NOT_IN_EXPIRED));
            }
        });
        return differences;
    }

    private static Difference difference(EndpointId endpoint, DeliveryKey key, Finding finding) {
        return new Difference(
                endpoint, key.submission().sender(), key.submission().id(), key.recipient(), finding);
    }
}
