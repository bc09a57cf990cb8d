// SPDX-License-Identifier: Apache-2.0
/**
 * Random walks through everything that can happen to a document, taken by a real exchange and by a small model of what must
 * be true of it, which are compared on the way.
 */
package vn.lienthong.model;
