// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Option;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.faults.FaultOrder;
import vn.lienthong.orders.Polling;
import vn.lienthong.simulator.Mode;
import vn.lienthong.workbench.Replay;
import vn.lienthong.workbench.Session;
import vn.lienthong.workbench.SessionComparison;
import vn.lienthong.workbench.Workbench;
import vn.lienthong.workbench.WorkbenchServer;

/** Runs an exchange of its own with a page, and does a recorded session again if one is given. */
final class WorkbenchOptions {
    private static final int STOPPED = 1;
    private static final int UNREACHABLE = 3;

    @Option(
            names = "--own",
            paramLabel = "AGENCY",
            description = "Run an exchange of its own for this agency's system, with a page and an HTTP interface.")
    private Optional<AgencyId> own = Optional.empty();

    @Option(names = "--page", paramLabel = "PORT", description = "With --own: where the page is; default 8470.")
    private int page = 8470;

    @Option(
            names = "--others",
            split = ",",
            paramLabel = "AGENCY",
            description = "With --own: the agencies around it; default G22,G12,H26.")
    private List<String> others = List.of("G22", "G12", "H26");

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description =
                    "With --own: what goes wrong from the start, such as \"H29 deliver slow 1000 times 3\"; may be"
                            + " given several times. See lienthong faults --help.")
    private List<FaultOrder> faults = List.of();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "With --own: of the faults; default 0. A replay has that of the recording.")
    private long seed;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "With --own: write what the tester and the system do to a file, as it happens.")
    private Optional<Path> record = Optional.empty();

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description =
                    "With --own: do again what the tester did in a recorded session once the system is connected, say"
                            + " what the system did otherwise, and end.")
    private Optional<Path> replay = Optional.empty();

    @Option(names = "--speed", paramLabel = "N", description = "With --replay: N times as fast; default 1.")
    private double speed = 1;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description = "With --replay: how long to wait for what had come before an action; default 10s.")
    private Duration patience = Replay.Order.STANDARD.patience();

    @Option(
            names = "--connect-within",
            paramLabel = "TIME",
            description = "With --replay: how long to wait for the system to connect (exit code 3 then); default 10m.")
    private Duration connectWithin = Duration.ofMinutes(10);

    @Option(names = "--stay", description = "With --replay: go on afterwards, to look at the page.")
    private boolean stay;

    /** For programs. */
    private record Bench(String page, String client) {}

    /** For programs. */
    private record Replayed(boolean good, SessionComparison comparison, int missed, List<String> problems) {
        static Replayed of(Replay.Result result) {
            return new Replayed(result.isGood(), result.comparison(), result.missed(), result.problems());
        }
    }

    /** Whether such an exchange is wanted; what is only for one is refused without. */
    boolean isWanted(Output output) {
        if (own.isEmpty() && (record.isPresent() || replay.isPresent() || !faults.isEmpty())) {
            throw output.wrong("--record, --replay and --fault are for an exchange of its own; give --own as well");
        }
        if (replay.isPresent() && !faults.isEmpty()) {
            throw output.wrong("a replay brings its own faults; --fault cannot be given as well");
        }
        return own.isPresent();
    }

    /** Runs until it is stopped, or the replay is over; the exit code. */
    int run(Output output, Duration pace, Mode mode) throws IOException {
        Optional<Session> recorded = replay.map(file -> SessionsCommand.read(output, file));
        Replay.Order order = order(output);
        RunningUntilStopped running = new RunningUntilStopped();
        try (Workbench bench = new Workbench(setting(output, recorded, pace, mode));
                WorkbenchServer server = new WorkbenchServer(bench, page)) {
            if (record.isPresent() && recorded.isEmpty()) {
                bench.record(record.get());
            }
            faults.forEach(fault -> set(output, bench, fault));
            announce(output, bench, server);
            Optional<FutureTask<Integer>> replaying = recorded.map(session ->
                    inBackground(() -> again(output, bench, session, order), stay ? () -> {} : running::stop));
            running.await(inOrder(server::close, bench::close));
            return replaying.isPresent() ? exitCode(replaying.get()) : 0;
        }
    }

    private static void set(Output output, Workbench bench, FaultOrder fault) {
        try {
            bench.fault(fault);
        } catch (IllegalArgumentException e) {
            throw output.wrong("--fault: " + e.getMessage());
        }
    }

    private static Runnable inOrder(Runnable first, Runnable second) {
        return () -> {
            first.run();
            second.run();
        };
    }

    /** The thread of the command waits for its end and for the signal to stop alike. */
    private static FutureTask<Integer> inBackground(Callable<Integer> work, Runnable afterwards) {
        FutureTask<Integer> task = new FutureTask<>(work);
        Thread thread = new Thread(
                () -> {
                    task.run();
                    afterwards.run();
                },
                "replay-report");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static int exitCode(FutureTask<Integer> replaying) throws IOException {
        try {
            return replaying.isDone() ? replaying.get() : STOPPED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return STOPPED;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unwritten) {
                throw unwritten; // the file to record in
            }
            throw new IllegalStateException("the replay ended before its time", e.getCause());
        }
    }

    private Replay.Order order(Output output) {
        try {
            return new Replay.Order(speed, patience);
        } catch (IllegalArgumentException e) {
            throw output.wrong("--speed: " + e.getMessage());
        }
    }

    private Workbench.Setting setting(Output output, Optional<Session> recorded, Duration pace, Mode mode) {
        String agency = own.orElseThrow().value();
        if (recorded.filter(session -> !session.own().equals(agency)).isPresent()) {
            throw output.wrong("the session was recorded for " + recorded.get().own() + "; say --own "
                    + recorded.get().own());
        }
        return recorded.map(Session::setting)
                .orElseGet(() -> new Workbench.Setting(
                        agency,
                        others.stream().filter(other -> !other.equals(agency)).toList(),
                        pace,
                        mode,
                        seed));
    }

    private static void announce(Output output, Workbench bench, WorkbenchServer server) {
        String address = "http://localhost:" + server.port() + "/";
        output.show(
                new Bench(address, bench.clientFile().toString()),
                output.word("the page: ", "trang: ")
                        + address
                        + output.word("\nthe system connects with ", "\nhệ thống kết nối bằng ")
                        + bench.clientFile()
                        + output.word("\nCtrl-C stops it", "\nnhấn Ctrl-C để dừng"));
    }

    private int again(Output output, Workbench bench, Session recorded, Replay.Order order)
            throws IOException, InterruptedException {
        if (!Polling.await(bench::isConnected, is -> is, connectWithin)) {
            output.notes().println(output.word("the system did not connect", "hệ thống không kết nối"));
            return UNREACHABLE;
        }
        Replay going = bench.replay(recorded, order);
        if (record.isPresent()) {
            bench.record(record.get());
        }
        Replay.Result result = going.await();
        String missed = output.word("expectations not met: ", "kỳ vọng không đạt: ") + result.missed();
        String problems = String.join("\n", result.problems());
        output.show(
                Replayed.of(result),
                SessionsCommand.text(output, result.comparison())
                        + (result.missed() == 0 ? "" : "\n" + missed)
                        + (problems.isEmpty() ? "" : "\n" + problems));
        return result.isGood() ? 0 : 1;
    }
}
