// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.EndpointId;

/**
 * A delivery that is overdue.
 *
 * @param rule in what respect
 * @param from who sent the document
 * @param document what they call it
 * @param reference its number and notation
 * @param agency the recipient
 * @param endpoint where the recipient is reached
 * @param urgency how urgent it is, 0 to 4
 * @param deadline when it became overdue
 * @param late for how long, in working time
 */
public record OverdueDelivery(
        DeadlineRule rule,
        AgencyId from,
        DocumentId document,
        Optional<String> reference,
        AgencyId agency,
        EndpointId endpoint,
        int urgency,
        Instant deadline,
        Duration late) {}
