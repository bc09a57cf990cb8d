// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a log from one place onwards. Not thread-safe. */
public final class EventReader implements AutoCloseable {
    private final EventLog log;
    private long position;
    private @Nullable BufferedReader reader;
    private @Nullable Path file;

    EventReader(EventLog log, long position) {
        this.log = log;
        this.position = position;
    }

    /** The number of the last event that was read. */
    public long position() {
        return position;
    }

    /**
     * The next events. Those that were taken out of old files are passed over, also when nothing follows them.
     *
     * @param most how many at most
     * @return none if there are none yet
     * @throws IOException if they cannot be read
     */
    public List<LoggedEvent> read(int most) throws IOException {
        long last = log.end();
        List<LoggedEvent> recent = log.recentAfter(position, most);
        if (!recent.isEmpty()) {
            close();
            position += recent.size();
            return recent;
        }
        List<LoggedEvent> events = new ArrayList<>();
        while (position < last && events.size() < most) {
            String line = at(position + 1).readLine();
            if (line == null) {
                throw new IOException("event " + (position + 1) + " is missing in " + file);
            }
            position++;
            if (!line.isEmpty()) {
                events.add(new LoggedEvent(
                        position, log.told(EventJson.Line.read(line).event())));
            }
        }
        return events;
    }

    /** A reader whose next line is an event. */
    private BufferedReader at(long wanted) throws IOException {
        Map.Entry<Long, Path> place = log.fileOf(wanted);
        BufferedReader current = reader;
        if (current == null || !place.getValue().equals(file)) {
            close();
            current = Files.newBufferedReader(place.getValue(), StandardCharsets.UTF_8);
            reader = current;
            file = place.getValue();
            for (long skipped = place.getKey(); skipped < wanted; skipped++) {
                current.readLine();
            }
        }
        return current;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
