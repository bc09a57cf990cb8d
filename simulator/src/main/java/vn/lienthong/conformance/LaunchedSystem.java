// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.lienthong.orders.Action;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Order;
import vn.lienthong.orders.OrderTaker;
import vn.lienthong.orders.Polling;

/** A system under test that is started by the test, killed when it is to be restarted, and takes orders meanwhile. Closing kills it. */
public final class LaunchedSystem implements OrderTaker, AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    private static final Duration UNTIL_ANSWER = Duration.ofMinutes(2);

    private final List<String> command;
    private final OrderTaker orders;
    private Process process;

    /**
     * Starts a program.
     *
     * @param command the program and its arguments
     * @param orders where it takes orders
     * @throws UnreachableException if it takes none within two minutes, or ends
     */
    public LaunchedSystem(List<String> command, OrderTaker orders) {
        this.command = List.copyOf(command);
        this.orders = orders;
        this.process = start();
        awaitAnswer();
    }

    @Override
    public Answer carryOut(Order order) {
        if (order.action() != Action.RESTART) {
            return orders.carryOut(order);
        }
        close();
        synchronized (this) {
            process = start();
        }
        awaitAnswer();
        return Answer.DONE;
    }

    @Override
    public synchronized void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A system that has just been started takes orders a little later. */
    private void awaitAnswer() {
        Optional<UnreachableException> problem =
                Polling.until(this::problem, last -> last.isEmpty() || !process.isAlive(), UNTIL_ANSWER);
        if (problem.isPresent()) {
            close();
            throw problem.get();
        }
    }

    private Optional<UnreachableException> problem() {
        try {
            orders.carryOut(Order.about(Action.SHOW, "-", ""));
            return Optional.empty();
        } catch (UnreachableException e) {
            return Optional.of(e);
        }
    }

    private Process start() {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be started: " + String.join(" ", command), e);
        }
    }
}
