// SPDX-License-Identifier: Apache-2.0
/** Who did what at the exchange, when, from where, why, and how it was before and after. */
@NullMarked
package vn.lienthong.broker.audit;

import org.jspecify.annotations.NullMarked;
