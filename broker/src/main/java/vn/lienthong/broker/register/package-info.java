// SPDX-License-Identifier: Apache-2.0
/**
 * What was taken before: recognises a submission that is handed in again, after restarts and after weeks, and one that
 * says something else under the same name.
 */
@NullMarked
package vn.lienthong.broker.register;

import org.jspecify.annotations.NullMarked;
