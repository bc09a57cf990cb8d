// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/**
 * Something that befell a delivery on its way to where it stands.
 *
 * @param agency the recipient
 * @param endpoint where it was to be handed over
 * @param kind what
 * @param at when
 * @param attempts how often it had been handed out, if it died
 * @param operator who decided, if somebody did
 * @param words what the recipient's application said last, or why the operator decided so
 */
public record Incident(
        AgencyId agency,
        EndpointId endpoint,
        Kind kind,
        Instant at,
        Optional<Integer> attempts,
        Optional<String> operator,
        Optional<String> words) {
    /** What can befall it. */
    public enum Kind {
        /** It could not be handed over. */
        DEAD,
        /** An operator put it back into the inbox. */
        RETRIED,
        /** An operator gave it back to the sender. */
        RETURNED,
        /** Operators discarded it. */
        DISCARDED,
        /** It was to be put back and had been recalled since. */
        RECALLED,
        /** It is a recall, and its recipient was reminded to answer it. */
        REMINDED
    }
}
