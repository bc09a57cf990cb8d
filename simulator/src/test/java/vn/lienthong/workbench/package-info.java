// SPDX-License-Identifier: Apache-2.0
@NullMarked
package vn.lienthong.workbench;

import org.jspecify.annotations.NullMarked;
