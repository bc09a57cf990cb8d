// SPDX-License-Identifier: Apache-2.0
@NullMarked
package vn.lienthong.person;

import org.jspecify.annotations.NullMarked;
