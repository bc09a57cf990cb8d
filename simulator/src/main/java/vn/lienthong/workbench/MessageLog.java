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
import java.util.stream.Stream;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.edxml.EdxmlMessage;
import vn.lienthong.simulator.Chronicle;
import vn.lienthong.simulator.ReceivedDocument;
import vn.lienthong.simulator.SimulatedAgency;

/** What reached the scripted agencies: the latest 10,000 messages, and the files of the latest. Thread-safe; closing is final. */
final class MessageLog implements AutoCloseable {
    /** So much of a file is shown. */
    static final int LARGEST_SHOWN = 256 * 1024;

    private static final int KEPT = 10_000;
    private static final long KEPT_TEXT = 32L * 1024 * 1024;

    private final Chronicle<Arrival> arrivals = new Chronicle<>(KEPT);
    private final NavigableMap<Integer, String> files = new TreeMap<>();
    private long textKept;
    private final KeptAttachments attachments = new KeptAttachments(KeptAttachments.Limits.STANDARD);
    private final Consumer<Entry> listener;

    /**
     * An entry, and when it came.
     *
     * @param message what its header says
     * @param nanos by {@link System#nanoTime}: the clock of the exchange can be put forward
     */
    record Arrival(Entry entry, EdxmlMessage message, long nanos) {}

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
                KeptAttachments.Taken taken = attachments.take(file);
                add(document.header(), number -> {
                    keep(number, text);
                    attachments.keep(number, taken);
                    return Entry.of(number, agency, document, taken.views());
                });
            }

            @Override
            public void onStatus(StatusUpdate status) {
                add(status.message(), number -> Entry.of(number, agency, status));
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

    /** The message of a number. */
    Arrival arrival(int number) {
        return arrivals.since(number - 1).stream()
                .findFirst()
                .filter(arrival -> arrival.entry().number() == number)
                .orElseThrow(() -> new NotPossibleException(
                        "no message that is kept has the number " + number,
                        "không có thông điệp nào đang được lưu mang số " + number));
    }

    /** The entry of a number. */
    Entry entry(int number) {
        return arrival(number).entry();
    }

    /** The latest of an agency's documents with this id that came to another. */
    Optional<Edoc> document(String from, String at, String id) {
        return arrivals.since(0).stream()
                .filter(arrival -> arrival.entry().is(from, at, id))
                .flatMap(arrival -> arrival.message() instanceof Edoc header ? Stream.of(header) : Stream.empty())
                .reduce((first, second) -> second);
    }

    KeptAttachments attachments() {
        return attachments;
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

    private void add(EdxmlMessage message, IntFunction<Entry> make) {
        arrivals.add(place -> {
            Entry entry = make.apply(place + 1);
            listener.accept(entry);
            return new Arrival(entry, message, System.nanoTime());
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

    @Override
    public void close() {
        attachments.close();
    }
}
