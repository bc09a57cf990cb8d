// SPDX-License-Identifier: Apache-2.0
/**
 * Looks for what keeps an exchange or one of its endpoints from working, and says what to do. It reads and asks, and changes
 * nothing; how findings are printed is the command line's.
 */
@NullMarked
package vn.lienthong.doctor;

import org.jspecify.annotations.NullMarked;
