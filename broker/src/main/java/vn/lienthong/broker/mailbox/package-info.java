/**
 * The port through which features see the queues of endpoints; {@code broker.artemis} implements it.
 */
@NullMarked
package vn.lienthong.broker.mailbox;

import org.jspecify.annotations.NullMarked;
