// SPDX-License-Identifier: Apache-2.0
/** Looking again and again. */
@NullMarked
package vn.lienthong.broker.rounds;

import org.jspecify.annotations.NullMarked;
