// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.io.IOException;
import java.nio.file.Path;
import vn.lienthong.broker.disk.DiskLimits;
import vn.lienthong.broker.disk.DiskSpace;
import vn.lienthong.broker.disk.DiskSpace.Usage;
import vn.lienthong.words.Words;

/** Whether there is room on a disk. */
final class DiskCheck {
    private static final long MEBI = 1024 * 1024;
    private static final long LITTLE = 1024;
    private static final long NONE = 100;

    private DiskCheck() {}

    /** A folder that an application writes large bodies to. */
    static void examine(Path folder, Findings findings) {
        try {
            long left = usage(folder).usable() / MEBI;
            Words what = new Words(left + " MB left for " + folder, "còn " + left + " MB cho " + folder);
            Words advice = new Words("make room", "hãy giải phóng chỗ trống");
            if (left < NONE) {
                findings.failed(Subject.DISK, what, advice);
            } else if (left < LITTLE) {
                findings.warning(Subject.DISK, what, advice);
            } else {
                findings.passed(Subject.DISK, what);
            }
        } catch (IOException e) {
            unknown(folder, findings);
        }
    }

    /** The disk of an exchange, by the limits it is told. */
    static void examine(Path folder, DiskLimits limits, Findings findings) {
        try {
            Usage usage = usage(folder);
            Words what = new Words(
                    usage.percent() + " % full, " + usage.usable() / MEBI + " MB left",
                    "đã đầy " + usage.percent() + " %, còn " + usage.usable() / MEBI + " MB");
            if (usage.percent() >= limits.refuse()) {
                findings.failed(
                        Subject.DISK,
                        what,
                        new Words(
                                "documents are refused from " + limits.refuse() + " % on; make room",
                                "văn bản bị từ chối từ " + limits.refuse() + " %; hãy giải phóng chỗ trống"));
            } else if (usage.percent() >= limits.alarm()) {
                findings.warning(
                        Subject.DISK,
                        what,
                        new Words(
                                "make room before " + limits.refuse() + " %",
                                "hãy giải phóng chỗ trống trước khi đến " + limits.refuse() + " %"));
            } else {
                findings.passed(Subject.DISK, what);
            }
        } catch (IOException e) {
            unknown(folder, findings);
        }
    }

    private static Usage usage(Path folder) throws IOException {
        return DiskSpace.of(folder).usage();
    }

    private static void unknown(Path folder, Findings findings) {
        findings.failed(
                Subject.DISK,
                new Words("there is no folder " + folder, "không có thư mục " + folder),
                new Words("make it, or name another", "hãy tạo thư mục, hoặc chọn thư mục khác"));
    }
}
