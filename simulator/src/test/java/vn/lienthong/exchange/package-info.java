// SPDX-License-Identifier: Apache-2.0
/** The whole way: real clients and a real exchange, on good days and when something breaks. */
package vn.lienthong.exchange;
