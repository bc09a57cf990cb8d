// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import java.util.Optional;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RoutingHeader;

/** What else may stand in the way of a submission: how a simulated exchange says no when it is told to. */
@FunctionalInterface
public interface Obstruction {
    /** Nothing does. */
    Obstruction NONE = (sender, header) -> Optional.empty();

    /** Why a submission that is well otherwise is not taken, if anything is in its way. */
    Optional<Problem> before(EndpointId sender, RoutingHeader header);
}
