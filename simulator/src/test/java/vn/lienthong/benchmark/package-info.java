// SPDX-License-Identifier: Apache-2.0
/** Small versions of large benchmarks. */
package vn.lienthong.benchmark;
