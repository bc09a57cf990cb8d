// SPDX-License-Identifier: Apache-2.0
/**
 * The console: what operators see in their browsers. Every page is an administration request and a template over its answer; who
 * may do what, and what is written down about it, is decided behind it.
 */
@NullMarked
package vn.lienthong.broker.console;

import org.jspecify.annotations.NullMarked;
