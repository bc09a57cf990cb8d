// SPDX-License-Identifier: Apache-2.0
/** The ladder: which cases belong to which level, what a run over them says, and the certificate that comes of it. */
@NullMarked
package vn.lienthong.conformance;

import org.jspecify.annotations.NullMarked;
