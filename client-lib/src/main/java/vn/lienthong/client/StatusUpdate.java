// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.StatusMessage;

/**
 * What an agency says about a document, as it arrives. The same update may arrive more than once.
 *
 * @param document the document
 * @param sender the agency that sent the document: the one this update is addressed to
 * @param from the agency that says it
 * @param status what it says
 * @param description the reason or comment
 * @param acceptedAt when the exchange took it
 * @param attempt how often this update has been handed out, 1 the first time
 * @param message the whole message, with the person who acted and the time on their clock
 */
public record StatusUpdate(
        DocumentId document,
        AgencyId sender,
        AgencyId from,
        ProcessingStatus status,
        Optional<String> description,
        Instant acceptedAt,
        int attempt,
        StatusMessage message) {}
