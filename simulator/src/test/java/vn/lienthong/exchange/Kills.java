// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.lienthong.fixture.LedgerStore;

/** What is killed when, as chance has it. Whatever is killed is running again after each turn. */
final class Kills {
    private static final int SHORTEST_RUN_MILLIS = 400;
    private static final int LONGEST_RUN_MILLIS = 2_000;

    private final Random random;
    private final ExchangeProcess exchange;
    private final LedgerStore ledger;
    private final List<String> done = new ArrayList<>();

    Kills(Random random, ExchangeProcess exchange, LedgerStore ledger) {
        this.random = random;
        this.exchange = exchange;
        this.ledger = ledger;
    }

    /** Lets everything run for a while, kills the exchange, the database or both, and starts them again. */
    void next() throws InterruptedException {
        runFor(SHORTEST_RUN_MILLIS + random.nextInt(LONGEST_RUN_MILLIS - SHORTEST_RUN_MILLIS));
        boolean isDatabaseKilled = ledger.isServer() && random.nextInt(3) > 0;
        boolean isExchangeKilled = !isDatabaseKilled || random.nextBoolean();
        if (isDatabaseKilled) {
            done.add("database");
            ledger.kill();
            runFor(1 + random.nextInt(SHORTEST_RUN_MILLIS)); // the exchange goes on without it
        }
        if (isExchangeKilled) {
            done.add("exchange");
            exchange.kill();
        }
        startAgain(isExchangeKilled, isDatabaseKilled);
        runFor(SHORTEST_RUN_MILLIS);
    }

    private void startAgain(boolean isExchangeKilled, boolean isDatabaseKilled) {
        boolean isLost = isExchangeKilled && random.nextInt(3) == 0;
        boolean isDatabaseLate = isDatabaseKilled && !isLost && random.nextBoolean();
        if (isDatabaseKilled && !isDatabaseLate) {
            ledger.startAgain();
        }
        if (isLost) {
            done.add("(ledger lost)");
            ledger.lose();
        }
        if (isExchangeKilled) {
            exchange.startAgain();
            exchange.awaitReady();
        }
        if (isDatabaseLate) {
            done.add("(database came last)");
            ledger.startAgain();
        }
    }

    private static void runFor(int millis) throws InterruptedException {
        boolean interrupted = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        assertThat(interrupted).isFalse();
    }

    @Override
    public String toString() {
        return String.join(", ", done);
    }
}
