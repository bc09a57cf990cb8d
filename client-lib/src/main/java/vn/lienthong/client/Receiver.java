// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import vn.lienthong.protocol.EndpointId;

/**
 * Who receives.
 *
 * @param endpoint whose mailboxes are read
 * @param spool where large bodies wait meanwhile
 * @param verification how it is checked who wrote
 * @param opening how what is sealed is opened
 * @param sending how what is reported goes out
 */
record Receiver(EndpointId endpoint, SpoolFolder spool, Verification verification, Opening opening, Sending sending) {}
