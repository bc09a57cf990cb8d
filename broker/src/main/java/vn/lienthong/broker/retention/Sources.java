// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.util.Optional;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.ExpiredMessages;
import vn.lienthong.broker.mailbox.Mailboxes;
import vn.lienthong.broker.sealing.KeyPackages;

/**
 * Where the things are that are kept for a while.
 *
 * @param mailboxes the queues
 * @param deadLetters what could not be handed over
 * @param expired what ran out of time
 * @param keyPackages the key packages of sealed documents
 * @param books what is written down, if it is
 */
public record Sources(
        Mailboxes mailboxes,
        DeadLetters deadLetters,
        ExpiredMessages expired,
        KeyPackages keyPackages,
        Optional<Books> books) {}
