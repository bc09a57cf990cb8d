// SPDX-License-Identifier: Apache-2.0
/** Exchanges and endpoints with something wrong, and what the doctor says of them. */
@NullMarked
package vn.lienthong.doctor;

import org.jspecify.annotations.NullMarked;
