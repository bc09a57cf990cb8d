// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.disk.DiskReport;
import vn.lienthong.trust.PrivateFile;

/**
 * How full the disk was in the last week, and when it will be too full if that goes on: the straight line that fits best. Nothing is
 * said before some hours are known. Not thread-safe.
 */
final class DiskTrend {
    private static final Logger LOG = LoggerFactory.getLogger(DiskTrend.class);
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final Duration KNOWN = Duration.ofHours(3);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration FAR_AWAY = Duration.ofDays(1_000);
    private static final int PERCENT = 100;

    private final Path file;
    private final NavigableMap<Instant, Long> used = new TreeMap<>();

    DiskTrend(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file, StandardCharsets.UTF_8).forEach(this::read);
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("how full the disk was is forgotten");
        }
    }

    private void read(String line) {
        if (line.matches("[0-9]{1,18},[0-9]{1,18}")) {
            String[] cells = line.split(",", -1);
            used.put(Instant.ofEpochSecond(Long.parseLong(cells[0])), Long.parseLong(cells[1]));
        }
    }

    /** Adds what is so now, if it is time, and says how long it takes until documents are refused. */
    Optional<Duration> look(DiskReport disk, Instant now) {
        if (used.isEmpty() || !now.isBefore(used.lastKey().plus(BETWEEN))) {
            used.put(now, disk.usedBytes());
            used.headMap(now.minus(KEPT)).clear();
            keep();
        }
        return forecast(disk);
    }

    private void keep() {
        String lines = used.entrySet().stream()
                .map(entry -> entry.getKey().getEpochSecond() + "," + entry.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            PrivateFile.replace(file, lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("how full the disk is cannot be kept");
        }
    }

    private Optional<Duration> forecast(DiskReport disk) {
        Instant first = used.firstKey();
        if (Duration.between(first, used.lastKey()).compareTo(KNOWN) < 0) {
            return Optional.empty();
        }
        double bytesPerSecond = slope(first);
        double room =
                (double) (disk.usedBytes() + disk.usableBytes()) * disk.limits().refuse() / PERCENT - disk.usedBytes();
        double seconds = Math.max(0, room) / bytesPerSecond;
        return bytesPerSecond > 0 && seconds < FAR_AWAY.toSeconds()
                ? Optional.of(Duration.ofSeconds((long) seconds))
                : Optional.empty();
    }

    /** Least squares, around the means so that large numbers cost no precision. */
    private double slope(Instant first) {
        double meanTime = used.keySet().stream()
                .mapToDouble(time -> seconds(first, time))
                .average()
                .orElse(0);
        double meanUsed =
                used.values().stream().mapToDouble(Long::doubleValue).average().orElse(0);
        double covariance = 0;
        double variance = 0;
        for (var sample : used.entrySet()) {
            double time = seconds(first, sample.getKey()) - meanTime;
            covariance += time * (sample.getValue() - meanUsed);
            variance += time * time;
        }
        return covariance / variance;
    }

    private static double seconds(Instant first, Instant time) {
        return Duration.between(first, time).toMillis() / 1_000.0;
    }
}
