// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import vn.lienthong.broker.directory.AgencyCsv;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.DirectoryPlan;
import vn.lienthong.broker.directory.DirectoryPolicy;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyEntry;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/** A directory of the whole country: taking a list in, starting with it, finding agencies in it. */
public final class DirectoryBenchmark {
    private static final int LOOKUPS = 2_000_000;
    private static final int ROUNDS = 5;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private final int agencies;

    /**
     * What came out.
     *
     * @param agencies agencies in the list
     * @param planSeconds reading the list and comparing it with the directory
     * @param applySeconds making it the directory, on disk
     * @param fileBytes what the directory takes on disk
     * @param openSeconds opening that directory at a start
     * @param heapBytes the memory it takes
     * @param lookupNanos finding where a document to one agency goes
     * @param searchMillis looking for agencies by words
     */
    public record Result(
            int agencies,
            double planSeconds,
            double applySeconds,
            long fileBytes,
            double openSeconds,
            long heapBytes,
            double lookupNanos,
            double searchMillis) {}

    /** Prepares a measurement with so many agencies. */
    public DirectoryBenchmark(int agencies) {
        this.agencies = agencies;
    }

    /** Measures. */
    public Result run() throws IOException {
        Path folder = Files.createTempDirectory("lienthong-bench");
        try {
            return measure(folder);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private Result measure(Path folder) throws IOException {
        List<AgencyId> codes = new ArrayList<>(agencies);
        Path list = Files.writeString(folder.resolve("agencies.csv"), list(codes), StandardCharsets.UTF_8);
        Directory directory = open(folder);
        directory.put(endpoints(), "bench");
        long start = System.nanoTime();
        DirectoryPlan plan = directory.plan(AgencyCsv.read(list));
        double planSeconds = secondsSince(start);
        start = System.nanoTime();
        directory.apply(plan, "bench");
        double applySeconds = secondsSince(start);
        long before = usedHeap();
        start = System.nanoTime();
        Directory opened = open(folder);
        double openSeconds = secondsSince(start);
        long heap = usedHeap() - before;
        double lookupNanos = lookups(opened, codes);
        start = System.nanoTime();
        opened.search("uy ban nhan dan xa 77", 20);
        double searchMillis = secondsSince(start) * 1_000;
        return new Result(
                plan.entries().size(),
                planSeconds,
                applySeconds,
                Files.size(folder.resolve("directory.json")),
                openSeconds,
                heap,
                lookupNanos,
                searchMillis);
    }

    private static Directory open(Path folder) {
        return new Directory(folder.resolve("directory.json"), DirectoryPolicy.DEFAULT, Clock.systemUTC());
    }

    /** Each open level-1 agency with departments, and units below them. */
    private String list(List<AgencyId> codes) {
        List<AgencyEntry> open = AgencyCatalogue.national().all().stream()
                .filter(entry -> entry.isValidOn(DAY))
                .toList();
        StringBuilder list = new StringBuilder("code,name\n");
        for (int i = 0; i < agencies; i++) {
            int unit = i / open.size();
            String code =
                    open.get(i % open.size()).code() + "." + (unit / 30 + 1) + (unit % 30 == 0 ? "" : "." + unit % 30);
            codes.add(new AgencyId(code));
            list.append(code)
                    .append(",Ủy ban nhân dân xã ")
                    .append(unit)
                    .append(" trực thuộc ")
                    .append(open.get(i % open.size()).vietnameseName().replace(",", ""))
                    .append('\n');
        }
        return list.toString();
    }

    private static List<Endpoint> endpoints() {
        return AgencyCatalogue.national().all().stream()
                .filter(entry -> entry.isValidOn(DAY))
                .map(entry -> new Endpoint(
                        new EndpointId("e-" + entry.code()), entry.vietnameseName(), List.of(entry.code())))
                .toList();
    }

    private static double lookups(Directory directory, List<AgencyId> codes) {
        Random random = new Random(1);
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long found = 0;
            long start = System.nanoTime();
            for (int i = 0; i < LOOKUPS / ROUNDS; i++) {
                AgencyId agency = codes.get(random.nextInt(codes.size()));
                found += directory.destination(agency, DAY).endpoint().isPresent() ? 1 : 0;
            }
            best = Math.min(best, secondsSince(start) * NANOS_PER_SECOND / (LOOKUPS / ROUNDS));
            if (found != LOOKUPS / ROUNDS) {
                throw new IllegalStateException("only " + found + " agencies were found");
            }
        }
        return best;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
