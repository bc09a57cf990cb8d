// SPDX-License-Identifier: Apache-2.0
/** The key packages of sealed documents. The exchange can open none of them. */
@NullMarked
package vn.lienthong.broker.sealing;

import org.jspecify.annotations.NullMarked;
