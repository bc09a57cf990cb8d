// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.simulator.ReceivedDocument;
import vn.lienthong.simulator.SimulatedAgency;

/** What reached the scripted agencies; the first 10,000. Thread-safe. */
final class MessageLog {
    private static final int MOST = 10_000;
    private static final int LARGEST_SHOWN = 256 * 1024;

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Integer, String> files = new HashMap<>();

    /** Writes down what an agency gets. */
    SimulatedAgency.Observer of(AgencyId agency) {
        return new SimulatedAgency.Observer() {
            @Override
            public void onFile(ReceivedDocument document, Path file) {
                add(agency, document, read(file));
            }

            @Override
            public void onStatus(StatusUpdate status) {
                add(agency, status);
            }
        };
    }

    synchronized List<Entry> since(int number) {
        return List.copyOf(entries.subList(Math.min(Math.max(0, number), entries.size()), entries.size()));
    }

    /** The beginning of the file a document came in. */
    synchronized Optional<String> file(int number) {
        return Optional.ofNullable(files.get(number));
    }

    /** Waits until something that is wanted is there. */
    synchronized Optional<Entry> await(Entry.Wanted wanted, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Optional<Entry> found = find(wanted);
        for (long left = patience.toMillis();
                found.isEmpty() && left > 0;
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
            found = find(wanted);
        }
        return found;
    }

    private Optional<Entry> find(Entry.Wanted wanted) {
        return entries.stream().filter(wanted::fits).findFirst();
    }

    private synchronized void add(AgencyId agency, ReceivedDocument document, String file) {
        if (entries.size() < MOST) {
            files.put(entries.size() + 1, file);
            entries.add(Entry.of(entries.size() + 1, agency, document));
            notifyAll();
        }
    }

    private synchronized void add(AgencyId agency, StatusUpdate status) {
        if (entries.size() < MOST) {
            entries.add(Entry.of(entries.size() + 1, agency, status));
            notifyAll();
        }
    }

    private static String read(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] beginning = in.readNBytes(LARGEST_SHOWN);
            return new String(beginning, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a file just received cannot be read", e);
        }
    }
}
