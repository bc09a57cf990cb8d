// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.Optional;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.json.AddressedPackage;
import vn.lienthong.trust.SealedBody;

/**
 * What goes on the line: a submission as it is, or sealed.
 *
 * @param body what the message carries
 * @param sealed what the statement says about a sealed body
 * @param keyPackage the package of the only recipient; empty if there are more, or nothing is sealed
 */
record Shipment(RoutingHeader header, Body body, Optional<SealedBody> sealed, Optional<AddressedPackage> keyPackage) {
    /** A submission as it is. */
    static Shipment open(Outgoing outgoing) {
        return new Shipment(outgoing.header(), outgoing.body(), Optional.empty(), Optional.empty());
    }
}
