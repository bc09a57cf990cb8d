// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;

/** Speaks of documents in the name of agencies that have nothing to do with them. Thread-safe. */
final class Bystanders {
    private static final AgencyId STRANGER = new AgencyId("Y99");

    private final SimulatedExchange exchange;

    Bystanders(SimulatedExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Says a status in the name of a scripted agency that neither sent the document nor was sent it; if there is none, a stranger
     * takes part from now on. The exchange takes it: it knows who speaks, and not whom a document concerns.
     */
    synchronized void misreport(StatusReport said) {
        Set<AgencyId> concerned = new HashSet<>(List.of(said.from(), said.to()));
        exchange.track(said.to(), said.document()).stream()
                .flatMap(known -> known.deliveries().stream())
                .forEach(delivery -> concerned.add(delivery.agency()));
        AgencyId other = exchange.scripted().stream()
                .filter(agency -> !concerned.contains(agency))
                .findFirst()
                .orElseGet(this::stranger);
        exchange.agency(other.value())
                .client()
                .report(StatusReport.of(other, said.to(), said.document(), said.status()));
    }

    private AgencyId stranger() {
        exchange.administration().addAgency(Agency.open(STRANGER, STRANGER.value()));
        exchange.add(STRANGER.value());
        return STRANGER;
    }
}
