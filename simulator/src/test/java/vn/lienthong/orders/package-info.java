// SPDX-License-Identifier: Apache-2.0
@NullMarked
package vn.lienthong.orders;

import org.jspecify.annotations.NullMarked;
