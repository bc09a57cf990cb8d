// SPDX-License-Identifier: Apache-2.0
/** A simulated exchange for testers: a page to look at, and the same over HTTP for any language. */
@NullMarked
package vn.lienthong.workbench;

import org.jspecify.annotations.NullMarked;
