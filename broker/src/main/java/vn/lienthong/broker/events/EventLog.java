// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import vn.lienthong.config.DataSize;

/**
 * The events of an exchange, numbered from 1, in files of JSON lines that are only ever added to. An event is safe once
 * {@link #append} has returned. One thread appends, any number read.
 *
 * <p>Each file is named after the number of its first event. A line that was cut off when the exchange was killed is
 * removed when the log is opened: its event was never reported as safe, so it comes again.
 */
public final class EventLog implements AutoCloseable {
    private static final String SUFFIX = ".jsonl";

    private final Path folder;
    private final long fileSize;
    private final Subjects subjects;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final NavigableMap<Long, Path> files = new ConcurrentSkipListMap<>();
    private final Horizon horizon;
    private final RecentOrigins origins = new RecentOrigins();
    private final RecentEvents recent = new RecentEvents();
    private FileChannel channel;
    private long written;
    private volatile long end;

    /**
     * Opens a log that keeps subjects, or starts one.
     *
     * @param folder where its files are
     * @param fileSize how large a file may grow before the next is begun
     * @throws IOException if the folder cannot be used
     */
    public EventLog(Path folder, DataSize fileSize) throws IOException {
        this(folder, fileSize, Subjects.KEEP);
    }

    /**
     * Opens a log, or starts one.
     *
     * @param folder where its files are
     * @param fileSize how large a file may grow before the next is begun
     * @param subjects whether subjects of documents are written and told
     * @throws IOException if the folder cannot be used
     */
    public EventLog(Path folder, DataSize fileSize, Subjects subjects) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.fileSize = fileSize.bytes();
        this.subjects = subjects;
        this.horizon = new Horizon(folder);
        try (var found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            found.forEach(file -> files.put(firstPosition(file), file));
        }
        Map.Entry<Long, Path> last = files.lastEntry();
        if (last == null) {
            channel = begin(1);
        } else {
            LastFile tail = LastFile.repair(last.getValue(), origins);
            end = last.getKey() - 1 + tail.lines();
            written = tail.bytes();
            channel = FileChannel.open(last.getValue(), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        }
    }

    /** The number of the last event; 0 before the first. */
    public long end() {
        return end;
    }

    /** The number of the oldest event that is kept, or would be the first. */
    public long start() {
        return files.firstKey();
    }

    /**
     * Up to this event, something may end whose beginning was removed with old files; 0 if nothing was removed. A ledger that
     * is made from what is left knows nothing of it and need not.
     */
    public long horizon() {
        return horizon.position();
    }

    /** The files that may be removed some day; for one thread. */
    public OldEvents oldEvents() {
        return new OldEvents(files, horizon);
    }

    /**
     * Adds events, those left out that came shortly before. They are safe when it returns.
     *
     * @throws IOException if they could not be written; none of them counts as written then
     */
    public void append(List<RecordedEvent> events) throws IOException {
        if (written >= fileSize) {
            FileChannel full = channel;
            channel = begin(end + 1);
            full.close();
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream(events.size() * 512);
        List<RecordedEvent> added = new ArrayList<>(events.size());
        for (RecordedEvent event : events) {
            if (!origins.contains(event.origin())) {
                RecordedEvent kept = subjects.of(event);
                lines.writeBytes(EventJson.Line.of(kept));
                added.add(kept);
            }
        }
        write(lines.toByteArray());
        long position = end;
        for (RecordedEvent event : added) {
            origins.add(event.origin());
            recent.add(new LoggedEvent(++position, event.event()));
        }
        announce(position);
    }

    /**
     * Waits until there is an event after a position, or there is no time to wait.
     *
     * @param hurried whether the caller has to do with what there is; asked again after every {@link #wake}
     * @return whether there is one
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public boolean awaitAfter(long position, Duration timeout, BooleanSupplier hurried) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (end <= position && left > 0 && !hurried.getAsBoolean()) {
                left = grown.awaitNanos(left);
            }
            return end > position;
        } finally {
            lock.unlock();
        }
    }

    /** Lets all who wait for events ask again whether they are hurried. */
    public void wake() {
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Reads the events after a position, one after the other. */
    public EventReader readAfter(long position) {
        return new EventReader(this, position);
    }

    /** The events after a position, if they were logged so recently that they are still in memory. */
    List<LoggedEvent> recentAfter(long position, int most) {
        return recent.after(position, most);
    }

    /** An event of a file as it may be told. */
    Event told(Event event) {
        return subjects.of(event);
    }

    /** The file that holds an event. */
    Map.Entry<Long, Path> fileOf(long position) {
        Map.Entry<Long, Path> file = files.floorEntry(position);
        if (file == null) {
            throw new IllegalStateException(
                    "event " + position + " is no longer kept; the oldest is " + files.firstKey());
        }
        return file;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the event log in " + folder + " cannot be closed", e);
        }
    }

    /** What was written of a batch that failed is taken back, so that it does not stand there twice. */
    private void write(byte[] lines) throws IOException {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(lines);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(false);
            written += lines.length;
        } catch (IOException e) {
            channel.truncate(written);
            throw e;
        }
    }

    private void announce(long position) {
        lock.lock();
        try {
            end = position;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private FileChannel begin(long position) throws IOException {
        Path file = folder.resolve(String.format("%019d", position) + SUFFIX);
        FileChannel created = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        files.put(position, file);
        written = 0;
        return created;
    }

    private static long firstPosition(Path file) {
        String name = String.valueOf(file.getFileName());
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }
}
