// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Lets a system take orders over HTTP, on loopback only: whoever can reach it can do what a clerk can. */
public final class OrderServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderServer.class);
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_ALLOWED = 405;
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final JsonMapper json = new JsonMapper();
    private final OrderTaker taker;

    /**
     * Listens at {@code /orders}.
     *
     * @param port 0 for a free one
     */
    public OrderServer(int port, OrderTaker taker) {
        this.taker = taker;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " of loopback cannot be used", e);
        }
        server.createContext("/orders", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(NOT_ALLOWED, -1);
                return;
            }
            byte[] request = exchange.getRequestBody().readAllBytes();
            try {
                Answer answer = taker.carryOut(json.readValue(request, Order.class));
                respond(exchange, OK, json.writeValueAsString(answer));
            } catch (JacksonException e) {
                respond(exchange, BAD_REQUEST, e.getOriginalMessage());
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("an order could not be carried out");
                respond(exchange, OK, json.writeValueAsString(Answer.refused(e.toString())));
            }
        }
    }

    private static void respond(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
