// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import vn.lienthong.protocol.EndpointId;

/** Answers what endpoints ask; may be called by several threads at once. */
@FunctionalInterface
public interface InquiryHandler {
    /** The answer to a question, both as they travel; every question has one. */
    byte[] answer(EndpointId from, byte[] question);
}
