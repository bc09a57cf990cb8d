// SPDX-License-Identifier: Apache-2.0
/** Tells senders what became of their submissions. */
@NullMarked
package vn.lienthong.broker.receipts;

import org.jspecify.annotations.NullMarked;
