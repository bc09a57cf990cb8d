// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The space on a disk as it is at this moment. Thread-safe. */
@FunctionalInterface
public interface DiskSpace {
    /** What is used and what is left. */
    Usage usage() throws IOException;

    /** The disk a folder is on. */
    static DiskSpace of(Path folder) {
        return () -> {
            FileStore store = Files.getFileStore(folder);
            return new Usage(store.getTotalSpace() - store.getUnallocatedSpace(), store.getUsableSpace());
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
