// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.rounds;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, on a thread of its own, until it is closed. */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Duration between;
    private final Runnable round;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Rounds that have not begun.
     *
     * @param name what the thread is called
     * @param between how long to wait before each round, the first one too
     * @param round what is done; when it fails, the next round tries again
     */
    public Rounds(String name, Duration between, Runnable round) {
        this.name = name;
        this.between = between;
        this.round = round;
        this.thread = new Thread(this::go, name);
        thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Whether no further round is wanted. */
    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void go() {
        try {
            while (!closing.await(between.toMillis(), TimeUnit.MILLISECONDS)) {
                goOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void goOnce() {
        try {
            round.run();
        } catch (RuntimeException e) {
            if (!isClosing()) {
                LOG.atWarn().setCause(e).addKeyValue("name", name).log("this could not be done; it is tried again");
            }
        }
    }

    /** Ends after the round that has begun. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
