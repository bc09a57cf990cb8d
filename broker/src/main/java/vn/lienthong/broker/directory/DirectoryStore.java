// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.json.ExchangeJson;

/**
 * Keeps a directory on disk: every change as a line of a file that is only ever added to, which is also the record of who
 * changed what, and now and then the whole state, so that a start need not read all lines.
 */
final class DirectoryStore {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryStore.class);

    /** Agencies and endpoints; the state is written again when so many have changed. */
    private static final int WRITTEN_AFTER = 1_000;

    private final Path state;
    private final Path changes;
    private int sinceState;

    /** The state in its file. */
    private record StateForm(
            Optional<Long> number, List<Endpoint> endpoints, List<Agency> agencies, List<FormerHost> formerHosts) {
        DirectoryContent content() {
            return DirectoryContent.of(number.orElse(0L), endpoints, agencies, formerHosts);
        }

        static StateForm of(DirectoryContent content) {
            return new StateForm(
                    Optional.of(content.number()),
                    List.copyOf(content.endpoints().values()),
                    List.copyOf(content.agencies().values()),
                    content.formerHosts());
        }
    }

    DirectoryStore(Path state) {
        this.state = state;
        this.changes = state.resolveSibling("directory-changes.jsonl");
    }

    /** What is on disk; a change that was cut off when it was written was never made. */
    DirectoryContent read() {
        try {
            DirectoryContent[] content = {
                Files.exists(state)
                        ? ExchangeJson.mapper()
                                .readValue(Files.readAllBytes(state), StateForm.class)
                                .content()
                        : DirectoryContent.EMPTY
            };
            cutOffHalfALine();
            forEach(change -> {
                if (change.number() > content[0].number()) {
                    content[0] = content[0].after(change);
                    sinceState += change.size();
                }
            });
            return content[0];
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + state + " cannot be read", e);
        }
    }

    /** Shows every change, the oldest first. */
    private void forEach(Consumer<DirectoryChange> viewer) throws IOException {
        if (!Files.exists(changes)) {
            return;
        }
        try (BufferedReader reader = Files.newBufferedReader(changes, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                viewer.accept(ExchangeJson.mapper().readValue(line, DirectoryChange.class));
            }
        }
    }

    /** The changes after a number, the oldest first. */
    List<DirectoryChange> changesAfter(long number) {
        List<DirectoryChange> changes = new ArrayList<>();
        viewAll(change -> {
            if (change.number() > number) {
                changes.add(change);
            }
        });
        return changes;
    }

    /** The agencies that changes after a number touched, in codes of any form. */
    Set<AgencyId> touchedAfter(long number) {
        Map<EndpointId, List<AgencyId>> hosted = new HashMap<>();
        Set<AgencyId> touched = new HashSet<>();
        viewAll(change -> {
            if (change.number() > number) {
                touched.addAll(change.touched(hosted::get));
            }
            change.endpoints().forEach(endpoint -> hosted.put(endpoint.id(), endpoint.agencies()));
            change.removed().forEach(hosted::remove);
        });
        return touched;
    }

    private void viewAll(Consumer<DirectoryChange> viewer) {
        try {
            forEach(viewer);
        } catch (IOException e) {
            throw new UncheckedIOException("the changes of the directory cannot be read", e);
        }
    }

    /** Writes a change, on disk when it returns. */
    void append(DirectoryChange change, DirectoryContent after) {
        byte[] line = (ExchangeJson.mapper().writeValueAsString(change) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(changes, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long before = channel.size();
            try {
                ByteBuffer buffer = ByteBuffer.wrap(line);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + changes + " cannot be written", e);
        }
        sinceState += change.size();
        if (sinceState >= WRITTEN_AFTER) {
            write(after);
        }
    }

    /** The change is safe already, so a failure here only makes the next start slower. */
    private void write(DirectoryContent content) {
        Path next = state.resolveSibling(state.getFileName() + ".next");
        try {
            Files.write(next, ExchangeJson.mapper().writeValueAsBytes(StateForm.of(content)));
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(next, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sinceState = 0;
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", state).log("the state of the directory was not written");
        }
    }

    private void cutOffHalfALine() throws IOException {
        if (!Files.exists(changes)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(changes.toFile(), "rw")) {
            long end = file.length();
            while (end > 0) {
                file.seek(end - 1);
                if (file.read() == '\n') {
                    break;
                }
                end--;
            }
            if (end < file.length()) {
                LOG.atInfo()
                        .addKeyValue("bytes", file.length() - end)
                        .log(
                                "a change of the directory that was being written when the exchange was killed was not made");
                file.setLength(end);
            }
        }
    }
}
