// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RoutingHeader;

/** What else may stand in the way of a submission: what goes wrong in a simulated exchange when it is told to. */
@FunctionalInterface
public interface Obstruction {
    /** Nothing does. */
    Obstruction NONE = (sender, header) -> Optional.empty();

    /** Why a submission that is well otherwise is not taken, if anything is in its way. */
    Optional<Problem> before(EndpointId sender, RoutingHeader header);

    /** The time by which a submission is judged and stamped; the right one as a rule. */
    default Instant judgedAt(EndpointId sender, Instant now) {
        return now;
    }

    /** The time that an endpoint is told when it asks; the right one as a rule. */
    default Instant told(EndpointId asking, Instant now) {
        return now;
    }

    /** Whether the body of what was taken goes on as another than the one that was signed. */
    default boolean spoils(RoutingHeader header) {
        return false;
    }

    /** Is told that a submission was taken for the first time and is on disk, before its sender is told. */
    default void taken(EndpointId sender, RoutingHeader header) {}

    /** What stands in the way of documents on their way to endpoints; nothing as a rule. */
    default Optional<HandOver> handOver() {
        return Optional.empty();
    }
}
