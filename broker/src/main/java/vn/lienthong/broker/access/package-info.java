// SPDX-License-Identifier: Apache-2.0
/** Who operators are and what they may do: roles, the agencies they are responsible for, and the users of the console. */
@NullMarked
package vn.lienthong.broker.access;

import org.jspecify.annotations.NullMarked;
