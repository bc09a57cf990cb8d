// SPDX-License-Identifier: Apache-2.0
@NullMarked
package vn.lienthong.conformance;

import org.jspecify.annotations.NullMarked;
