// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.disk;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** The space on a disk as it is at this moment. Thread-safe. */
@FunctionalInterface
public interface DiskSpace {
    /** What is used and what is left. */
    Usage usage() throws IOException;

    /** The disk a folder is on. Asked before every document, so nothing is looked up but the figures. */
    static DiskSpace of(Path folder) {
        File asked = folder.toFile();
        return () -> {
            long all = asked.getTotalSpace();
            if (all == 0) {
                throw new IOException("the system does not tell the size of the disk of " + folder);
            }
            return new Usage(all - asked.getFreeSpace(), asked.getUsableSpace());
        };
    }

    /**
     * What is used and what is left, in bytes; what is kept for the system is neither.
     *
     * @param used taken by anybody
     * @param usable left for us
     */
    record Usage(long used, long usable) {
        private static final int ALL = 100;

        /** How full, rounded up, as {@code df} says it. */
        public int percent() {
            long all = used + usable;
            return all <= 0 ? ALL : (int) Math.ceil((double) used * ALL / all);
        }
    }
}
