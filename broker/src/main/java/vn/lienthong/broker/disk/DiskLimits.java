// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.disk;

/**
 * How full a disk may be, in percent.
 *
 * @param alarm from here on operators are told
 * @param refuse from here on no new documents are taken
 */
public record DiskLimits(int alarm, int refuse) {
    /** What most want. */
    public static final DiskLimits USUAL = new DiskLimits(80, 88);

    /** The alarm comes before the refusal. */
    public DiskLimits {
        if (alarm >= refuse) {
            throw new IllegalArgumentException("an alarm at " + alarm + " % does not come before " + refuse + " %");
        }
    }
}
