// SPDX-License-Identifier: Apache-2.0
/** How full the disk is, and what follows from it. */
@NullMarked
package vn.lienthong.broker.disk;

import org.jspecify.annotations.NullMarked;
