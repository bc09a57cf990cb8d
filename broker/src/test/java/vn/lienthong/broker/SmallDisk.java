// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of some megabytes in memory; only root can make one. */
final class SmallDisk implements AutoCloseable {
    private static final int MEBIBYTE = 1024 * 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder, int mebibytes) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    /** Whether this process may mount; found out by doing it. */
    static boolean isPossible(Path folder) {
        try {
            mount(folder, 1).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Fills it with somebody else's file until so many percent are used; 100 until nothing more fits. */
    void fill(int percent) throws IOException {
        long total = Files.getFileStore(folder).getTotalSpace();
        byte[] piece = new byte[MEBIBYTE / 16];
        try (OutputStream out = Files.newOutputStream(foreign())) {
            while (used() * 100 < total * percent) {
                out.write(piece);
            }
        } catch (IOException e) {
            if (percent < 100) {
                throw e;
            }
        }
    }

    /** Takes somebody else's file away again. */
    void free() throws IOException {
        Files.deleteIfExists(foreign());
    }

    private long used() throws IOException {
        return Files.getFileStore(folder).getTotalSpace()
                - Files.getFileStore(folder).getUsableSpace();
    }

    private Path foreign() {
        return folder.resolve("foreign");
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", folder.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
