// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to an exchange that breaks when it is told to: it cuts what is open, and new connections in their handshake. */
final class UnsteadyLine implements AutoCloseable {
    private final int exchange;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger handshakesCut = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean broken;

    UnsteadyLine(int exchange) throws IOException {
        this.exchange = exchange;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int handshakesCut() {
        return handshakesCut.get();
    }

    void breakOff() {
        broken = true;
        open.forEach(UnsteadyLine::closeQuietly);
    }

    void mend() {
        broken = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        breakOff();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            if (broken) {
                cutInHandshake(client);
                return;
            }
            try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), exchange)) {
                open.add(upstream);
                threads.execute(() -> pass(upstream, client));
                pass(client, upstream);
            }
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private void cutInHandshake(Socket client) throws IOException {
        if (client.getInputStream().read() >= 0) {
            handshakesCut.incrementAndGet();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // broken off
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
