// SPDX-License-Identifier: Apache-2.0
@NullMarked
package vn.lienthong.load;

import org.jspecify.annotations.NullMarked;
