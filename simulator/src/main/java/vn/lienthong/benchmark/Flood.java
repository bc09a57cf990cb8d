// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** One endpoint that sends to another as fast as it can while it is let. Used by one thread. */
final class Flood implements AutoCloseable {
    private static final int SENDERS = 8;
    /** Statuses on the way; high enough that senders wait for the exchange and not for the recipient. */
    private static final int IN_FLIGHT = 2_000;

    private static final int SECONDS_TO_END = 60;

    private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final ExchangeSide side;
    private volatile boolean flows;

    Flood(TestBed bed, TestBed.Pair pair, int size) {
        side = new ExchangeSide(pair, bed::furtherClient, SENDERS, size, new InFlight(IN_FLIGHT));
    }

    void begin() {
        flows = true;
        for (int i = 0; i < SENDERS; i++) {
            int number = i;
            running.add(threads.submit(() -> {
                while (flows) {
                    String id = "flood-" + sent.incrementAndGet();
                    side.inFlight().begin(id);
                    side.send(number, id);
                }
                return true;
            }));
        }
    }

    /** Stops, and waits until all statuses are back; returns how many are not. */
    int end() throws IOException, InterruptedException {
        flows = false;
        try {
            for (Future<?> sender : running) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a sender failed: " + e.getCause(), e.getCause());
        }
        running.clear();
        return side.inFlight().awaitAll(SECONDS_TO_END);
    }

    long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        flows = false;
        threads.shutdownNow();
        side.close();
    }
}
