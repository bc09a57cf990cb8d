// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.simulator.Chronicle;
import vn.lienthong.simulator.ReceivedDocument;
import vn.lienthong.simulator.SimulatedAgency;

/** What reached the scripted agencies: the latest 10,000 messages, and the files of the latest. Thread-safe. */
final class MessageLog {
    /** So much of a file is shown. */
    static final int LARGEST_SHOWN = 256 * 1024;

    private static final int KEPT = 10_000;
    private static final long KEPT_TEXT = 32L * 1024 * 1024;

    private final Chronicle<Arrival> arrivals = new Chronicle<>(KEPT);
    private final NavigableMap<Integer, String> files = new TreeMap<>();
    private long textKept;
    private final Consumer<Entry> listener;

    /**
     * An entry, and when it came.
     *
     * @param nanos by {@link System#nanoTime}: the clock of the exchange can be put forward
     */
    record Arrival(Entry entry, long nanos) {}

    /** Each entry is told to a listener before those who wait for it wake. */
    MessageLog(Consumer<Entry> listener) {
        this.listener = listener;
    }

    /** Writes down what an agency gets. */
    SimulatedAgency.Observer of(AgencyId agency) {
        return new SimulatedAgency.Observer() {
            @Override
            public void onFile(ReceivedDocument document, Path file) {
                String text = read(file);
                add(number -> {
                    keep(number, text);
                    return Entry.of(number, agency, document);
                });
            }

            @Override
            public void onStatus(StatusUpdate status) {
                add(number -> Entry.of(number, agency, status));
            }
        };
    }

    List<Entry> since(int number) {
        return arrivals.since(number).stream().map(Arrival::entry).toList();
    }

    List<Arrival> arrivalsSince(int number) {
        return arrivals.since(number);
    }

    /** The number of the last entry. */
    int last() {
        return arrivals.mark();
    }

    /** The entry of a number. */
    Entry entry(int number) {
        return since(number - 1).stream()
                .findFirst()
                .filter(entry -> entry.number() == number)
                .orElseThrow(() -> new IllegalArgumentException("no message that is kept has the number " + number));
    }

    /** The beginning of the file a document came in, if that is kept. */
    Optional<String> file(int number) {
        synchronized (files) {
            return Optional.ofNullable(files.get(number));
        }
    }

    private void keep(int number, String text) {
        synchronized (files) {
            files.put(number, text);
            textKept += text.length();
            while (textKept > KEPT_TEXT || files.size() > KEPT) {
                textKept -= files.pollFirstEntry().getValue().length();
            }
        }
    }

    /** Waits until something that is wanted is there. */
    Optional<Entry> await(Entry.Wanted wanted, Duration patience) throws InterruptedException {
        return await(wanted, 1, patience).stream().findFirst();
    }

    /** Waits until there are so many; all there are, also if there are fewer. */
    List<Entry> await(Entry.Wanted wanted, int count, Duration patience) throws InterruptedException {
        return arrivals.await(wanted.since(), arrival -> wanted.fits(arrival.entry()), count, patience).stream()
                .map(Arrival::entry)
                .toList();
    }

    private void add(IntFunction<Entry> make) {
        arrivals.add(place -> {
            Entry entry = make.apply(place + 1);
            listener.accept(entry);
            return new Arrival(entry, System.nanoTime());
        });
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
