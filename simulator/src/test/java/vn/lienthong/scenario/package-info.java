// SPDX-License-Identifier: Apache-2.0
@NullMarked
package vn.lienthong.scenario;

import org.jspecify.annotations.NullMarked;
