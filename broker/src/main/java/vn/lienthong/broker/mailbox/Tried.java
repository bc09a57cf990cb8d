// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.broker.events.Event.SubmissionKey;

/**
 * A document of an inbox that was handed out and not settled.
 *
 * @param submission the submission it came with
 * @param attempts how often it was handed out, the present time included
 * @param nextAttempt when it is handed out again; empty if a consumer has it, or may have it at once
 * @param lastError what the recipient's application said when it could not take it, last
 */
public record Tried(
        SubmissionKey submission, int attempts, Optional<Instant> nextAttempt, Optional<String> lastError) {}
