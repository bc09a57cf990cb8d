// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.edxml.AgencyId;

/**
 * The line from one agency's system to the exchange. It stands on loopback between the two, passes everything on and does
 * to it what a plan of faults says, or breaks when it is told to. Thread-safe; closing is final.
 */
public final class FaultyLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultyLine.class);
    private static final int BACKLOG = 50;
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

    private final AgencyId agency;
    private final FaultPlan plan;
    private final IntSupplier exchange;
    private final Supplier<SSLContext> expired;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicInteger distrusted = new AtomicInteger();
    private final AtomicInteger deceived = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "line");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean down;

    /**
     * Opens a line on a free port of loopback.
     *
     * @param exchange where the exchange listens when a connection is made
     */
    public FaultyLine(AgencyId agency, FaultPlan plan, IntSupplier exchange) {
        this(agency, plan, exchange, () -> {
            throw new IllegalStateException("this line has no certificate to show");
        });
    }

    /**
     * The same with something to show in the exchange's place.
     *
     * @param expired a key of the exchange with a certificate that has expired
     */
    public FaultyLine(AgencyId agency, FaultPlan plan, IntSupplier exchange, Supplier<SSLContext> expired) {
        this.expired = expired;
        this.agency = agency;
        this.plan = plan;
        this.exchange = exchange;
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port of loopback is free", e);
        }
        threads.execute(this::accept);
    }

    /** Where the agency's system connects to. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections were opened so far. */
    public int connections() {
        return connections.get();
    }

    /** How many were turned away while the line was down. */
    public int turnedAway() {
        return turnedAway.get();
    }

    /** How many were given up by the agency's system because of what was shown in the exchange's place. */
    public int distrusted() {
        return distrusted.get();
    }

    /** How many went on all the same. */
    public int deceived() {
        return deceived.get();
    }

    /** How many are open now. */
    public int openConnections() {
        return open.size();
    }

    /** Breaks what is open and lets nothing through until it is mended. */
    public void takeDown() {
        down = true;
        cut();
    }

    /** Breaks what is open; what comes after passes. */
    public void cut() {
        open.forEach(FaultyLine::close);
    }

    /** Lets connections through again. */
    public void mend() {
        down = false;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the line of " + agency + " cannot be closed", e);
        }
        takeDown();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                connections.incrementAndGet();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.atWarn().setCause(e).addKeyValue("agency", agency).log("a connection could not be taken");
                    Pass.pause(AFTER_FAILURE);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (down) {
                turnAway(client);
                return;
            }
            Optional<Effect> atConnect = plan.next(agency, Stage.CONNECT);
            if (atConnect.isPresent() && !survives(client, atConnect.get())) {
                return;
            }
            Optional<Effect> atHandshake =
                    plan.next(agency, Stage.AUTHENTICATE, effect -> !(effect instanceof Effect.ClockSkew));
            if (atHandshake.filter(Effect.ExpiredCertificate.class::isInstance).isPresent()) {
                (StandIn.isTrusted(client, expired.get()) ? deceived : distrusted).incrementAndGet();
                return;
            }
            try (Socket upstream = upstream()) {
                upstream.setTcpNoDelay(true); // a line keeps nothing back unless it is told to
                connect(client, upstream, atHandshake);
            }
        } catch (IOException e) {
            close(client); // the other side sees it as broken
        } finally {
            open.remove(client);
        }
    }

    private Socket upstream() throws IOException {
        int port = exchange.getAsInt();
        if (port <= 0) {
            throw new ConnectException("the exchange does not listen now");
        }
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** Waits for the first byte: whoever connects is in the middle of a handshake then. */
    private void turnAway(Socket client) throws IOException {
        if (client.getInputStream().read() >= 0) {
            turnedAway.incrementAndGet();
        }
    }

    private static boolean survives(Socket client, Effect effect) throws IOException {
        if (effect instanceof Effect.Delay delay) {
            Pass.pause(delay.by());
            return true;
        }
        if (effect instanceof Effect.Drop) {
            client.getInputStream().transferTo(OutputStream.nullOutputStream()); // answers nothing
        }
        return false;
    }

    private void connect(Socket client, Socket upstream, Optional<Effect> handshake) {
        Optional<Effect> delivered =
                handshake.isPresent() ? handshake : plan.next(agency, Stage.DELIVER, Stage::isOfBytes);
        Optional<Effect> settled = plan.next(agency, Stage.SETTLE);
        open.add(upstream);
        try {
            threads.execute(() -> run(new Pass(upstream, client, delivered)));
            run(new Pass(client, upstream, settled));
        } finally {
            open.remove(upstream);
        }
    }

    private static void run(Pass pass) {
        try {
            pass.run();
        } finally {
            close(pass.from());
            close(pass.to());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a connection cannot be closed", e);
        }
    }
}
