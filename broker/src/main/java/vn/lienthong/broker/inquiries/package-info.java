// SPDX-License-Identifier: Apache-2.0
/** What endpoints may ask the exchange: about their own documents, and about agencies. */
@NullMarked
package vn.lienthong.broker.inquiries;

import org.jspecify.annotations.NullMarked;
