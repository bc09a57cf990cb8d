// SPDX-License-Identifier: Apache-2.0
/** Vietnamese text as people search it. */
@NullMarked
package vn.lienthong.broker.text;

import org.jspecify.annotations.NullMarked;
