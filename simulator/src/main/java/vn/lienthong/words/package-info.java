// SPDX-License-Identifier: Apache-2.0
/** Texts for people, in both languages at once. */
@NullMarked
package vn.lienthong.words;

import org.jspecify.annotations.NullMarked;
