// SPDX-License-Identifier: Apache-2.0
@NullMarked
package vn.lienthong.faults;

import org.jspecify.annotations.NullMarked;
