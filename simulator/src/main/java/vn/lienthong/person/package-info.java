// SPDX-License-Identifier: Apache-2.0
/** A person at a terminal, who does what a system under test cannot be asked for, and looks at what no program can see. */
@NullMarked
package vn.lienthong.person;

import org.jspecify.annotations.NullMarked;
