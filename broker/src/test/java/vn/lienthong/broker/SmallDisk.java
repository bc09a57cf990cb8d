// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of some megabytes in memory; only root can make one. */
final class SmallDisk implements AutoCloseable {
    private static final int MEBIBYTE = 1024 * 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder, int mebibytes) throws IOException, InterruptedException {
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    /** Whether this process may mount; found out by doing it. */
    static boolean isPossible(Path folder) {
        try (SmallDisk unused = mount(folder, 1)) {
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
    public void close() throws IOException, InterruptedException {
        run("umount", "-l", folder.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
