// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.orders.Polling;
import vn.lienthong.simulator.TestMark;
import vn.lienthong.testkit.SimulatedExchange;

/** One run of a profile against an exchange of its own. Used once. */
public final class LoadRun {
    private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);
    private static final int SENDERS = 24;
    private static final Duration DRAIN = Duration.ofMinutes(5);
    private static final double BURST_BEGINS = 0.45;
    private static final double BURST_ENDS = 0.55;

    private final Profile profile;
    private final Order order;
    private final Account account = new Account();
    private final SplittableRandom random;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong unsent = new AtomicLong();
    private final byte[] page;

    /**
     * What is run.
     *
     * @param scale how many times the traffic of the profile
     * @param time how long documents are sent
     * @param agencies how many agencies take part
     * @param seed of everything that is drawn
     */
    public record Order(double scale, Duration time, int agencies, long seed) {}

    /** Prepares a run. */
    public LoadRun(Profile profile, Order order) {
        this.profile = profile;
        this.order = order;
        this.random = new SplittableRandom(order.seed());
        this.page = new byte[profile.sizes() == Profile.Sizes.SMALL ? 4_000 : 50_000_000];
        new Random(order.seed()).nextBytes(page);
        byte[] head = "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, page, 0, head.length);
    }

    /**
     * Runs it.
     *
     * @param eachSecond is told the messages of each second
     */
    public LoadResult run(Consumer<Long> eachSecond) throws InterruptedException {
        String[] codes = IntStream.range(0, order.agencies())
                .mapToObj(number -> String.format(Locale.ROOT, "H29.%03d", number))
                .toArray(String[]::new);
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(SENDERS);
        ScheduledExecutorService metronome = Executors.newSingleThreadScheduledExecutor(); // senders may all be waiting
        List<VirtualAgency> agencies = new ArrayList<>();
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().agencies(codes).start()) {
            int offline = (int) (codes.length * profile.offline());
            for (int i = 0; i < codes.length; i++) {
                VirtualAgency agency =
                        new VirtualAgency(codes[i], exchange.connect(codes[i]), account, clock, random.split());
                agencies.add(agency);
                if (i >= offline) {
                    agency.open();
                }
            }
            List<Long> rates = Collections.synchronizedList(new ArrayList<>());
            tick(metronome, rates, eachSecond);
            return measure(agencies, clock, rates);
        } finally {
            metronome.shutdownNow();
            clock.shutdownNow();
            agencies.forEach(VirtualAgency::close);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it goes on until the metronome is stopped
    private void tick(ScheduledExecutorService metronome, List<Long> rates, Consumer<Long> eachSecond) {
        AtomicLong before = new AtomicLong();
        metronome.scheduleAtFixedRate(
                () -> {
                    long now = account.messages();
                    long second = now - before.getAndSet(now);
                    rates.add(second);
                    eachSecond.accept(second);
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    private LoadResult measure(List<VirtualAgency> agencies, ScheduledExecutorService clock, List<Long> rates)
            throws InterruptedException {
        long start = System.nanoTime();
        schedule(agencies, clock, start);
        later(clock, order.time().toNanos() / 2, () -> agencies.forEach(VirtualAgency::open));
        awaitNanos(start + order.time().toNanos());
        List<Long> during = List.copyOf(rates);
        long sent = System.nanoTime();
        boolean settled = Polling.await(() -> isSettled(agencies), all -> all, DRAIN);
        return new LoadResult(
                profile.name(),
                (sent - start) / 1e9,
                (System.nanoTime() - sent) / 1e9,
                settled,
                agencies.size(),
                account.counts(),
                account.latencies(),
                during,
                account.bytes());
    }

    private boolean isSettled(List<VirtualAgency> agencies) {
        return unsent.get() == 0 && account.isSettled() && agencies.stream().allMatch(VirtualAgency::isIdle);
    }

    /** All arrivals are fixed beforehand: a slow exchange does not slow the senders down. */
    private void schedule(List<VirtualAgency> agencies, ScheduledExecutorService clock, long start) {
        double total = order.time().toNanos() / 1e9;
        double at = 0;
        while (true) {
            double part = at / total;
            double rate = profile.documentsPerSecond()
                    * order.scale()
                    * (part >= BURST_BEGINS && part < BURST_ENDS ? profile.burst() : 1);
            at += -Math.log(1 - random.nextDouble()) / rate;
            if (at >= total) {
                return;
            }
            Letter letter = letter(agencies);
            unsent.incrementAndGet();
            long intended = start + (long) (at * 1e9);
            later(clock, Math.max(0, intended - System.nanoTime()), () -> send(letter, intended));
        }
    }

    /** A document to be: who sends it to whom, and how large it is. */
    private record Letter(VirtualAgency from, List<String> to, int size, String number) {}

    private Letter letter(List<VirtualAgency> agencies) {
        int from = random.nextInt(agencies.size());
        int fanout = profile.fanout(random, agencies.size());
        int first = random.nextInt(agencies.size() - 1);
        List<String> to = IntStream.range(0, fanout)
                .map(step -> (from + 1 + (first + step) % (agencies.size() - 1)) % agencies.size())
                .mapToObj(index -> agencies.get(index).code())
                .toList();
        return new Letter(agencies.get(from), to, profile.size(random), numbers.incrementAndGet() + "/TAI");
    }

    private void send(Letter letter, long intended) {
        Document document = Document.builder()
                .from(letter.from().code())
                .to(letter.to().toArray(new String[0]))
                .subject(TestMark.subject("thử tải"))
                .number(letter.number(), LocalDate.ofInstant(Instant.now(), VietnamTime.ZONE))
                .content(Attachment.of("thu-tai.pdf", Arrays.copyOf(page, letter.size())))
                .build();
        account.sending(document.id(), intended);
        try {
            letter.from().send(document);
            account.accepted(document.id(), letter.to().size(), letter.size());
        } catch (ExchangeException e) {
            account.refused(document.id());
            LOG.atWarn().addKeyValue("errorCode", e.code().code()).log("a document was not taken");
        } catch (RuntimeException e) {
            account.refused(document.id());
            LOG.atError().setCause(e).log("a document could not be sent");
        } finally {
            unsent.decrementAndGet();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the task itself says what goes wrong
    private static void later(ScheduledExecutorService clock, long nanos, Runnable task) {
        clock.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private static void awaitNanos(long moment) throws InterruptedException {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
