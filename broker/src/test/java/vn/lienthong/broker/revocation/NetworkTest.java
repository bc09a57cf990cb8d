// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sources that are slow or say too much. */
final class NetworkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int DRIP_MILLIS = 20;

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() {
        over.countDown();
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    @Test
    void a_host_that_drips_is_left_after_a_while_and_holds_up_the_others_once() throws Exception {
        URI dripping = serve(this::drip);
        URI prompt = serve(exchange -> say(exchange, new byte[] {7}));
        Network network = new Network(PATIENCE);

        assertThatThrownBy(() -> network.list(dripping))
                .isInstanceOf(NoWord.class)
                .hasMessageContaining("did not answer within 5000 ms");
        assertThat(hungUp.await(10, TimeUnit.SECONDS)).as("the line is closed").isTrue();
        assertThatThrownBy(() -> network.answer(dripping, new byte[1])).hasMessageContaining("did not answer before");
        assertThat(asked).hasValue(1);
        assertThat(network.list(prompt)).containsExactly(7);
    }

    @Test
    void more_than_the_largest_answer_is_not_taken() throws Exception {
        URI endless = serve(exchange -> say(exchange, new byte[64 * 1024 + 1]));
        assertThatThrownBy(() -> new Network(Duration.ofSeconds(30)).answer(endless, new byte[1]))
                .isInstanceOf(NoWord.class)
                .hasMessageContaining("says more than 65536 bytes");
    }

    /** A byte now and then, as long as somebody listens. */
    private void drip(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!over.await(DRIP_MILLIS, TimeUnit.MILLISECONDS)) {
                out.write(1);
                out.flush();
            }
        } catch (IOException e) {
            hungUp.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(HttpExchange exchange, byte[] answer) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, answer.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
        }
    }

    private URI serve(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ca.crl");
    }
}
