// SPDX-License-Identifier: Apache-2.0
/** What a tester asks a document-management system to do, in the system's own process, over HTTP in JSON, or through a person. */
@NullMarked
package vn.lienthong.orders;

import org.jspecify.annotations.NullMarked;
