// SPDX-License-Identifier: Apache-2.0
/** Dead letters as a work list: what is there and why, and jobs that settle many of them. */
@NullMarked
package vn.lienthong.broker.deadletters;

import org.jspecify.annotations.NullMarked;
