// SPDX-License-Identifier: Apache-2.0
/** Faults as data: what goes wrong, where on the way of a message, and when. The same seed makes the same faults. */
@NullMarked
package vn.lienthong.faults;

import org.jspecify.annotations.NullMarked;
