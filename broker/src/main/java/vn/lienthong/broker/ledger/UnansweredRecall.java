// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/**
 * A recall that was taken and not answered in time.
 *
 * @param recall the submission it was handed in with
 * @param document the document that is recalled
 * @param recipient who has not answered
 * @param endpoint the endpoint that took it
 */
public record UnansweredRecall(SubmissionKey recall, DocumentKey document, AgencyId recipient, EndpointId endpoint) {}
