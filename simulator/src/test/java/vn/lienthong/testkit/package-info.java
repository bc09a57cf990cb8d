// SPDX-License-Identifier: Apache-2.0
@NullMarked
package vn.lienthong.testkit;

import org.jspecify.annotations.NullMarked;
