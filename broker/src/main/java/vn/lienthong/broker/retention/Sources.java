// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.util.Optional;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.ExpiredMessages;
import vn.lienthong.broker.mailbox.Mailboxes;

/**
 * Where the things are that are kept for a while.
 *
 * @param mailboxes the queues
 * @param deadLetters what could not be handed over
 * @param expired what ran out of time
 * @param books what is written down, if it is
 */
public record Sources(Mailboxes mailboxes, DeadLetters deadLetters, ExpiredMessages expired, Optional<Books> books) {}
