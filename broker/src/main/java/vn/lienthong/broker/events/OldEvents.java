// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import vn.lienthong.broker.events.Event.DocumentKey;

/**
 * The full files of an event log, of which the oldest may be removed. The file that is being written is not among them, so
 * there is always one.
 */
public final class OldEvents {
    private final NavigableMap<Long, Path> files;
    private final Horizon horizon;

    OldEvents(NavigableMap<Long, Path> files, Horizon horizon) {
        this.files = files;
        this.horizon = horizon;
    }

    /**
     * The oldest files whose events all happened before a time.
     *
     * @param upTo the number of the last event that may be among them
     * @throws IOException if they cannot be read
     */
    public List<EventFile> before(Instant time, long upTo) throws IOException {
        List<EventFile> found = new ArrayList<>();
        for (Map.Entry<Long, Path> file : files.entrySet()) {
            Long next = files.higherKey(file.getKey());
            if (next == null || next > upTo + 1) {
                break;
            }
            EventFile full = describe(file.getKey(), next - 1, file.getValue());
            if (!full.newest().isBefore(time)) {
                break;
            }
            found.add(full);
        }
        return found;
    }

    /**
     * Removes files, the oldest first. Whoever reads one of them gets no further.
     *
     * @param settledBy the number of an event by which every submission had ended whose acceptance goes with them
     * @throws IOException if they cannot be removed
     */
    public void remove(List<EventFile> old, long settledBy) throws IOException {
        horizon.advance(settledBy);
        for (EventFile file : old) {
            Path path = files.remove(file.first());
            if (path != null) {
                Files.delete(path);
            }
        }
    }

    /**
     * The documents that the events of a file are about.
     *
     * @throws IOException if it cannot be read
     */
    public Set<DocumentKey> documents(EventFile file) throws IOException {
        return thinning(file).documents();
    }

    /**
     * What {@link #thin} would take out of a file.
     *
     * @throws IOException if it cannot be read
     */
    public Thinned thinned(EventFile file, Set<DocumentKey> kept) throws IOException {
        return thinning(file).preview(kept);
    }

    /**
     * Takes all events out of a file but those about some documents. The others keep their numbers.
     *
     * @param settledBy the number of an event by which everything else had ended
     * @throws IOException if it cannot be written; it is as it was then
     */
    public Thinned thin(EventFile file, Set<DocumentKey> kept, long settledBy) throws IOException {
        horizon.advance(settledBy);
        return thinning(file).carryOut(kept);
    }

    private Thinning thinning(EventFile file) {
        Path path = files.get(file.first());
        if (path == null) {
            throw new IllegalArgumentException("no file begins with event " + file.first());
        }
        return new Thinning(path);
    }

    private static EventFile describe(long first, long last, Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String opening = "";
            String closing = "";
            long events = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty()) {
                    opening = events == 0 ? line : opening;
                    closing = line;
                    events++;
                }
            }
            return new EventFile(first, last, events, time(opening), time(closing), Files.size(file));
        }
    }

    private static Instant time(String line) {
        return line.isEmpty() ? Instant.MIN : EventJson.Line.read(line).event().at();
    }
}
