// SPDX-License-Identifier: Apache-2.0
/** A real exchange for tests: started in a second or two, with agencies that follow a script, faults on command and a clock in hand. */
@NullMarked
package vn.lienthong.testkit;

import org.jspecify.annotations.NullMarked;
