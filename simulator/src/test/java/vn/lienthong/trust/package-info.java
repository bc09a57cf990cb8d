// SPDX-License-Identifier: Apache-2.0
/** What somebody can write who seals without the library's help. */
package vn.lienthong.trust;
