// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.disk;

/**
 * How full the disk is.
 *
 * @param state what that means
 * @param percent how full
 * @param usedBytes what is taken
 * @param usableBytes what is left
 * @param limits from when on it means what
 */
public record DiskReport(DiskState state, int percent, long usedBytes, long usableBytes, DiskLimits limits) {}
