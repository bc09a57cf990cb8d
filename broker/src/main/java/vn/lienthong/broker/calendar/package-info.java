// SPDX-License-Identifier: Apache-2.0
/** Working days and working time. */
@NullMarked
package vn.lienthong.broker.calendar;

import org.jspecify.annotations.NullMarked;
