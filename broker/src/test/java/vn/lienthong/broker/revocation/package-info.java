// SPDX-License-Identifier: Apache-2.0
/** Tests of what other authorities say. */
@org.jspecify.annotations.NullUnmarked
package vn.lienthong.broker.revocation;
