/**
 * Decides whether a submission is taken and into which mailboxes it goes. Pure decisions: no messaging, no files.
 */
@NullMarked
package vn.lienthong.broker.routing;

import org.jspecify.annotations.NullMarked;
