// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's HTTP server on a short leash: few threads, few requests that wait, little time for each. What is too much is dropped
 * with its connection.
 */
final class SmallServer implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int WAITING = 32;
    private static final String SECONDS = "10";

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    SmallServer(HttpServer server, String name) {
        this.server = server;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(threads);
    }

    /** The server reads these when it is first used in a process; without them it waits for a slow client for ever. */
    static void limitPatience() {
        for (String property : new String[] {
            "sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime", "sun.net.httpserver.idleInterval"
        }) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, SECONDS);
            }
        }
    }

    void answer(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (exchange.getRequestURI().getPath().equals(path)) {
                    handler.handle(exchange);
                } else {
                    send(exchange, 404, "text/plain", new byte[0]);
                }
            }
        });
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    void start() {
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
