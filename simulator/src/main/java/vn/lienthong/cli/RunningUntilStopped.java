// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps a command running until it is told to stop, then closes what it opened before the process ends. */
final class RunningUntilStopped {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Ends {@link #await}. */
    void stop() {
        stopped.countDown();
    }

    /**
     * Waits for {@link #stop}, for the signal to terminate, or for an interrupt, and closes.
     *
     * @param close closes everything; called once or twice
     */
    void await(Runnable close) {
        Thread hook = new Thread(close, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(close);
            forget(hook);
        }
    }

    /** Closing waits for threads, which an interrupted thread cannot. */
    private static void close(Runnable close) {
        boolean interrupted = Thread.interrupted();
        close.run();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook is what ends it
        }
    }
}
