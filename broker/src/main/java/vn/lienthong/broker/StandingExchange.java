// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.disk.DiskSpace;
import vn.lienthong.broker.disk.DiskState;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.broker.rounds.Rounds;

/**
 * An exchange that comes back by itself. When nothing fits on its disk any more, the embedded broker stops in the middle of
 * what it does, and cannot be trusted afterwards. So it is thrown away like a killed one; as soon as the disk has room, another
 * starts from what is on disk, on the same port. Thread-safe.
 */
public final class StandingExchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandingExchange.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final BrokerConfig config;
    private final DiskWatch disk;
    private final Rounds rounds = new Rounds("standing-exchange", BETWEEN_LOOKS, this::look);
    private volatile Broker broker;
    private volatile int port;

    /**
     * Prepares an exchange; nothing listens yet.
     *
     * @throws vn.lienthong.protocol.RefusalException if another exchange runs on the data folder
     */
    public StandingExchange(BrokerConfig config) {
        this.config = config;
        broker = new Broker(config);
        disk = new DiskWatch(DiskSpace.of(config.data()), config.disk());
    }

    /** Starts; returns when submissions are taken. A failure to start is the caller's to know. */
    public void start() {
        broker.start();
        port = broker.port();
        rounds.start();
    }

    /** The exchange as it is now; after a fall another one. */
    public Broker broker() {
        return broker;
    }

    /** Stops for good. */
    @Override
    public void close() {
        rounds.close();
        broker.close();
    }

    private void look() {
        if (broker.hasFallen()) {
            broker.close();
            if (disk.look().state() != DiskState.FULL) {
                startAgain();
            }
        }
    }

    /** If it fails, the next look tries again. */
    private void startAgain() {
        try {
            Broker next = new Broker(config.listeningOn(port));
            try {
                next.start();
            } catch (RuntimeException e) {
                next.close();
                throw e;
            }
            broker = next;
            LOG.atInfo().log("the exchange has come back by itself; what it had accepted is there");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the exchange could not come back yet; it tries again");
        }
    }
}
