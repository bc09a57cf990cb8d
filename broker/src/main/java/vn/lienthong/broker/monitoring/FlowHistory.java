// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.trust.PrivateFile;

/**
 * What passed, minute by minute, for {@value #DAYS} days; in a file, so that a restart leaves no hole but its own. A file that
 * cannot be written costs the history and nothing else. Thread-safe.
 */
final class FlowHistory {
    private static final Logger LOG = LoggerFactory.getLogger(FlowHistory.class);
    private static final int DAYS = 8;
    private static final int COLUMNS = 8;

    private final Path file;
    private final NavigableMap<Instant, Flow> minutes = new TreeMap<>();

    FlowHistory(Path file, Instant now) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    read(line, now);
                }
            }
            rewrite();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the history of what passed cannot be kept");
        }
    }

    private void read(String line, Instant now) {
        String[] cells = line.split(",", -1);
        if (cells.length == COLUMNS && line.matches("[0-9,]+")) {
            long[] values = new long[COLUMNS];
            for (int i = 0; i < COLUMNS; i++) {
                values[i] = Long.parseLong(cells[i]);
            }
            Instant from = Instant.ofEpochSecond(values[0]);
            if (from.isAfter(oldest(now))) {
                minutes.put(
                        from,
                        new Flow(from, values[1], values[2], values[3], values[4], values[5], values[6], values[7]));
            }
        }
    }

    private static Instant oldest(Instant now) {
        return now.minus(DAYS, ChronoUnit.DAYS);
    }

    private void rewrite() throws IOException {
        String lines = minutes.values().stream().map(FlowHistory::line).collect(Collectors.joining());
        PrivateFile.replace(file, lines.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(Flow flow) {
        return flow.from().getEpochSecond() + "," + flow.documents() + "," + flow.deliveries() + "," + flow.delivered()
                + "," + flow.statuses() + "," + flow.refused() + "," + flow.dead() + "," + flow.expired() + "\n";
    }

    /** Adds a minute that is over. */
    synchronized void add(Flow minute) {
        minutes.merge(minute.from(), minute, Flow::and);
        minutes.headMap(oldest(minute.from())).clear();
        try {
            Files.writeString(
                    file, line(minute), StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("a minute of the history of what passed is lost");
        }
    }

    /** What passed since a time, in steps of one length; the present minute is not in it. */
    synchronized List<Flow> since(Instant start, Instant end, Duration step) {
        List<Flow> steps = new ArrayList<>();
        for (Instant from = start; from.isBefore(end); from = from.plus(step)) {
            Flow sum = Flow.none(from);
            for (Flow minute : minutes.subMap(from, from.plus(step)).values()) {
                sum = sum.and(minute);
            }
            steps.add(sum);
        }
        return steps;
    }
}
