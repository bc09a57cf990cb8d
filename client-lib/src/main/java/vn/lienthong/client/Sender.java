// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.trust.SignedStatement;

/**
 * Who wrote a document, verified.
 *
 * @param endpoint the endpoint that handed it in
 * @param agency the agency it speaks for
 * @param statement what it signed, and with which certificate; empty only where the configuration lets unsigned documents
 *     through, then all that is known is what the exchange says
 */
public record Sender(EndpointId endpoint, AgencyId agency, Optional<SignedStatement> statement) {}
