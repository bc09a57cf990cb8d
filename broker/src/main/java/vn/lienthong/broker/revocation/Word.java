// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import java.time.Instant;
import java.util.Optional;

/**
 * What an authority said about a certificate, its signature verified.
 *
 * @param said when
 * @param until how long it holds
 * @param revoked since when the certificate is revoked; empty if it is not
 */
record Word(Instant said, Instant until, Optional<Instant> revoked) {}
