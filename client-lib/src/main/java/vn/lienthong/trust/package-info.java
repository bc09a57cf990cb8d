// SPDX-License-Identifier: Apache-2.0
/**
 * What makes a message trustworthy without trusting its carrier: signed statements, sealed bodies, and the keys for both.
 * Knows nothing of transport; BouncyCastle does the public-key work and appears in no public signature.
 */
@NullMarked
package vn.lienthong.trust;

import org.jspecify.annotations.NullMarked;
