// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.enrolment.KeyFolders;
import vn.lienthong.protocol.EndpointId;

/** Where things are in the data folder of an exchange. */
public record DataFolder(Path path) {
    /** The certificate authority. */
    public Path authority() {
        return path.resolve("authority");
    }

    /** What it needs for the keys of endpoints. */
    public KeyFolders keyFolders() {
        return new KeyFolders(
                authority(), new KeyFiles(path.resolve("signer")), path.resolve("keys"), path.resolve("endpoints"));
    }

    /** The exchange's own key. */
    public KeyFiles serverKeys() {
        return new KeyFiles(path.resolve("server"));
    }

    /** The files handed out to an endpoint. */
    public KeyFiles endpointKeys(EndpointId endpoint) {
        return new KeyFiles(path.resolve("endpoints").resolve(endpoint.value()));
    }

    /** What operators did. */
    public Path audit() {
        return path.resolve("audit");
    }

    /** What monitoring has seen. */
    public Path monitoring() {
        return path.resolve("monitoring");
    }

    /** The alerts that hold, and what is still to be told of them. */
    public Path alerts() {
        return path.resolve("alerts");
    }

    /** The users of the console. */
    public Path users() {
        return path.resolve("users.json");
    }

    /** The journal in which messages stand. */
    public Path journal() {
        return path.resolve("journal");
    }

    /** The directory of agencies and endpoints. */
    public Path directory() {
        return path.resolve("directory.json");
    }

    /** The log of what happened to submissions. */
    public Path events() {
        return path.resolve("events");
    }

    /** The register of submissions that were taken. */
    public Path register() {
        return path.resolve("submissions.db");
    }

    /** The key packages of sealed documents. */
    public Path keyPackages() {
        return path.resolve("key-packages.db");
    }

    /** What other authorities said about their certificates. */
    public Path revocation() {
        return path.resolve("revocation");
    }

    /** The ledger, unless it is kept elsewhere. */
    public Path ledger() {
        return path.resolve("ledger.db");
    }

    /** The socket through which operators reach the running exchange. */
    public Path administrationSocket() {
        return path.resolve("administration.sock");
    }

    /** The port the exchange listened on when it last started; empty before the first time. */
    public Optional<Integer> lastPort() {
        try {
            return Files.exists(portFile())
                    ? Optional.of(Integer.valueOf(Files.readString(portFile()).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("data folder " + path + " cannot be read", e);
        }
    }

    void notePort(int port) {
        try {
            Files.writeString(portFile(), port + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("data folder " + path + " cannot be written", e);
        }
    }

    /** Where the console of the exchange was when it last started; empty if it never had one. */
    public Optional<String> lastConsole() {
        Path file = path.resolve("console");
        return Files.exists(file) ? Optional.of(firstLine(file)) : Optional.empty();
    }

    void noteConsole(String address) {
        try {
            Files.writeString(path.resolve("console"), address + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("data folder " + path + " cannot be written", e);
        }
    }

    /** What a file of one line says. */
    static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new UncheckedIOException("file " + file + " cannot be read", e);
        }
    }

    private Path portFile() {
        return path.resolve("port");
    }

    /** Creates the folder and takes it for this process; empty if another exchange has it. */
    public Optional<FileLock> lock() {
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(
                    path.resolve("lienthong.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock);
        } catch (IOException e) {
            throw new UncheckedIOException("data folder " + path + " cannot be used", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another exchange in this very process
        }
    }
}
