// SPDX-License-Identifier: Apache-2.0
/** What the end-to-end tests share: a real exchange in this process, with its endpoints and clients. */
package vn.lienthong.handbook;
