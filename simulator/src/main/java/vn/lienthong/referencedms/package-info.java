// SPDX-License-Identifier: Apache-2.0
/**
 * A small document-management system as an example and as the measure of the tests: it uses the public client and nothing else,
 * and keeps what it knows in a folder. {@link vn.lienthong.referencedms.BrokenConduct} are the same system with one realistic bug.
 */
@NullMarked
package vn.lienthong.referencedms;

import org.jspecify.annotations.NullMarked;
