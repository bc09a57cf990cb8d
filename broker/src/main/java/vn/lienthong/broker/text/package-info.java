// SPDX-License-Identifier: Apache-2.0
/** Text for people: Vietnamese as they search it, sheets as they open them. */
@NullMarked
package vn.lienthong.broker.text;

import org.jspecify.annotations.NullMarked;
