// SPDX-License-Identifier: Apache-2.0
/** How the exchange is doing: what passes, what waits, who is there. Looks on and never holds anything up. */
@NullMarked
package vn.lienthong.broker.monitoring;

import org.jspecify.annotations.NullMarked;
