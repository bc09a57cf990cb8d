// SPDX-License-Identifier: Apache-2.0
/** A day of a country's documents in a few minutes: virtual agencies with the national mix, and an account of every message. */
@NullMarked
package vn.lienthong.load;

import org.jspecify.annotations.NullMarked;
