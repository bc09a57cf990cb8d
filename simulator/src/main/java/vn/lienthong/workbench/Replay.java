// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.workbench.Session.Message;
import vn.lienthong.workbench.Session.Step;

/**
 * Does what a tester did again: in the same order, at the same distance from each other or faster, and not before what had come
 * then has come now. The system under test so meets the same at the same point of its work, however fast it is. Thread-safe.
 */
public final class Replay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final int MOST_QUIETS = 20;

    /** Waited for once; the comparison tells. */
    private static final int GIVEN_UP = Integer.MAX_VALUE;

    static final Duration LONGEST_EXPECTATION = Duration.ofDays(1);

    private final Workbench bench;
    private final Session recorded;
    private final SessionNames names;
    private final Order order;
    private final int number;
    private final int mark;
    private final Map<String, String> fresh = new HashMap<>();
    private final Map<Expected, Integer> expected = new LinkedHashMap<>();
    private final Map<Expected, Integer> settled = new HashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "replay");
    private final AtomicInteger done = new AtomicInteger();

    /**
     * How it goes.
     *
     * @param speed so many times as fast as it was; what has to come first is waited for all the same
     * @param patience how long to wait for something that had come
     */
    public record Order(double speed, Duration patience) {
        /** As fast as it was, waiting for ten seconds. */
        public static final Order STANDARD = new Order(1, Duration.ofSeconds(10));

        /** Only what can be. */
        public Order {
            if (!(speed > 0)) {
                throw new IllegalArgumentException("a speed is more than 0, not " + speed);
            }
        }
    }

    /**
     * What came of it.
     *
     * @param session the number of the session that the replay is itself
     * @param comparison what the system did then, and now
     * @param missed how many expectations of the tester were not met
     * @param problems what could not be done again
     */
    public record Result(int session, SessionComparison comparison, int missed, List<String> problems) {
        /** Copies the problems. */
        public Result {
            problems = List.copyOf(problems);
        }

        /** Whether the system did the same again, and everything that was expected. */
        public boolean isGood() {
            return comparison.isEqual() && missed == 0 && problems.isEmpty();
        }
    }

    /** How far it is. */
    record Progress(int session, int done, int of, Optional<Result> result) {}

    /** A kind of message; {@code document} is empty for documents that the system calls as it likes. */
    private record Expected(String at, String from, String what, Optional<String> document) {}

    Replay(Workbench bench, Session recorded, Order order) {
        this.bench = bench;
        this.recorded = recorded;
        this.names = SessionNames.of(recorded);
        this.order = order;
        bench.reset();
        this.number = bench.recorder().begin(Recorder.REPLAY);
        this.mark = bench.log().last();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Progress progress() {
        Optional<Result> ended =
                result.isDone() && !result.isCompletedExceptionally() ? Optional.of(result.join()) : Optional.empty();
        return new Progress(number, done.get(), recorded.actions(), ended);
    }

    boolean isOver() {
        return result.isDone();
    }

    /** Waits for its end. */
    public Result await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the replay ended before its time", e.getCause());
        }
    }

    /** Waits for its end, but not longer than this. */
    Progress await(Duration patience) throws InterruptedException {
        try {
            result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // told by what there is then
        }
        return progress();
    }

    /** Ends it where it is. */
    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
    }

    private void run() {
        try {
            result.complete(go());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(e);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a replay broke off");
            result.completeExceptionally(e);
        }
    }

    private Result go() throws InterruptedException {
        long last = 0;
        long lastDone = System.nanoTime();
        for (Step step : recorded.steps()) {
            Optional<Action> action = step.read();
            step.came().filter(this::counts).ifPresent(this::expect);
            if (action.isPresent()) {
                awaitExpected();
                long distance = done.get() == 0 ? 0 : Math.round((step.after() - last) * 1e6 / order.speed());
                if (stopped.await(lastDone + distance - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw new InterruptedException("the replay was ended");
                }
                act(action.get(), step.documents().orElse(List.of()));
                last = step.after();
                lastDone = System.nanoTime();
                done.incrementAndGet();
            }
        }
        awaitExpected();
        awaitQuiet();
        long missed = bench.expectations().settled(LONGEST_EXPECTATION).stream()
                .filter(view -> view.met().isEmpty())
                .count();
        if (refusals.size() != recorded.refusals()) {
            problems.add("the exchange refused " + recorded.refusals() + " actions then, and now " + refusals.size());
            problems.addAll(refusals);
        }
        SessionComparison comparison =
                SessionComparison.of(recorded, bench.recorder().session(number));
        return new Result(number, comparison, (int) missed, problems);
    }

    private void act(Action action, List<String> documents) {
        try {
            bench.perform(fresh(action), now -> rename(documents, now));
        } catch (ExchangeException e) {
            refusals.add(action.word() + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            problems.add(action.word() + ": " + e.getMessage());
        }
    }

    private void rename(List<String> then, List<String> now) {
        for (int i = 0; i < Math.min(then.size(), now.size()); i++) {
            fresh.put(then.get(i), now.get(i));
        }
    }

    /** The same about the documents of now; one that a tester gave a name gets another if that one is taken. */
    private Action fresh(Action action) {
        if (action instanceof Action.Send send && send.isNew()) {
            send.document().filter(id -> !fresh.containsKey(id)).ifPresent(id -> fresh.put(id, free(id)));
        }
        return action.about(this::renamed);
    }

    /** What is in the place of a document now: of one that the system sent, the how-many-eth there as then. */
    private String renamed(String at, String id) {
        String sent = fresh.get(id);
        SessionNames.Name name = names.of(new SessionNames.Name(at, id));
        if (sent != null || name.document().equals(id)) {
            return sent != null ? sent : id;
        }
        return SessionNames.of(bench.recorder().session(number)).ofSystem(name).orElse(id);
    }

    private String free(String id) {
        String name = id;
        for (int i = 2; bench.sent().knows(name); i++) {
            name = id + "~" + i;
        }
        return name;
    }

    private boolean counts(Message message) {
        return message.from().equals(recorded.own()) && message.isFirst();
    }

    private void expect(Message message) {
        Optional<String> document = Optional.ofNullable(fresh.get(message.document()));
        expected.merge(new Expected(message.at(), message.from(), message.what(), document), 1, Integer::sum);
    }

    private void awaitExpected() throws InterruptedException {
        long end = System.nanoTime() + order.patience().toNanos();
        for (Map.Entry<Expected, Integer> one : expected.entrySet()) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (settled.getOrDefault(one.getKey(), 0) < one.getValue()) {
                boolean came = came(one.getKey(), one.getValue(), left);
                settled.put(one.getKey(), came ? one.getValue() : GIVEN_UP);
            }
        }
    }

    private boolean came(Expected what, int count, Duration patience) throws InterruptedException {
        Entry.Wanted wanted = new Entry.Wanted(
                mark,
                Optional.of(what.at()),
                Optional.of(what.from()),
                what.document(),
                Optional.empty(),
                Optional.of(what.what()));
        return bench.log().await(wanted, count, patience).size() >= count;
    }

    /** What is more than there was can only be seen by giving it time. */
    private void awaitQuiet() throws InterruptedException {
        for (int i = 0; i < MOST_QUIETS; i++) {
            Entry.Wanted more = Entry.Wanted.after(bench.log().last());
            if (bench.log().await(more, QUIET).isEmpty()) {
                return;
            }
        }
    }
}
