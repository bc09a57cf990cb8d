// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets what a command does clean up when the command is told to stop: a signal interrupts its thread, and the process waits
 * for its end.
 */
final class TidyOnSignal {
    private static final Logger LOG = LoggerFactory.getLogger(TidyOnSignal.class);
    private static final long LONGEST_WAIT_SECONDS = 30;

    private TidyOnSignal() {}

    /** Does something that leaves files or processes behind if it is cut off. */
    static <T> T run(Callable<T> action) throws Exception {
        Thread thread = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    thread.interrupt();
                    await(done);
                },
                "tidy");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return action.call();
        } finally {
            done.countDown();
            forget(hook);
        }
    }

    private static void await(CountDownLatch done) {
        try {
            if (!done.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the command did not clean up in time; temporary files may be left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook waits for this very moment
        }
    }
}
