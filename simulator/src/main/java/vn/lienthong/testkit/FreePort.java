// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of this machine that a server can come back to: none of those the system gives to connections that go out, one of which may
 * take the port between two starts. Every process begins somewhere else.
 */
public final class FreePort {
    private static final int FIRST = 16_384;
    private static final int PORTS = 16_384;
    private static final int STRIDE = 4_001;

    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * STRIDE % PORTS));

    private FreePort() {}

    /** A port nobody listens on now, and that this process did not name before. */
    public static int find() {
        for (int tried = 0; tried < PORTS; tried++) {
            int port = FIRST + NEXT.getAndIncrement() % PORTS;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
