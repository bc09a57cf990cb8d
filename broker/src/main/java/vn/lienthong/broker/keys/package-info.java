// SPDX-License-Identifier: Apache-2.0
/**
 * The register of keys: which certificates the endpoints have, since when and until when. An append-only log that can be proved,
 * and the state that follows from it. Knows nothing of connections and of how certificates are made.
 */
@NullMarked
package vn.lienthong.broker.keys;

import org.jspecify.annotations.NullMarked;
