// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.simulator.Chronicle;
import vn.lienthong.simulator.ReceivedDocument;
import vn.lienthong.simulator.SimulatedAgency;

/** What reached the scripted agencies; the first 10,000. Thread-safe. */
final class MessageLog {
    private static final int MOST = 10_000;
    private static final int LARGEST_SHOWN = 256 * 1024;

    private final Chronicle<Entry> entries = new Chronicle<>(MOST);
    private final Map<Integer, String> files = new ConcurrentHashMap<>();

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

    List<Entry> since(int number) {
        return entries.since(number);
    }

    /** The beginning of the file a document came in. */
    Optional<String> file(int number) {
        return Optional.ofNullable(files.get(number));
    }

    /** Waits until something that is wanted is there. */
    Optional<Entry> await(Entry.Wanted wanted, Duration patience) throws InterruptedException {
        return entries.await(0, wanted::fits, 1, patience).stream().findFirst();
    }

    private void add(AgencyId agency, ReceivedDocument document, String file) {
        entries.add(place -> {
            files.put(place + 1, file);
            return Entry.of(place + 1, agency, document);
        });
    }

    private void add(AgencyId agency, StatusUpdate status) {
        entries.add(place -> Entry.of(place + 1, agency, status));
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
