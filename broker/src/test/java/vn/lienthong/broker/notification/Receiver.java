// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import vn.lienthong.protocol.json.ExchangeJson;

/** A program that is told of alerts and believes only what is signed. */
final class Receiver implements AutoCloseable {
    final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    volatile int answer = 204;
    private final byte[] secret;
    private final HttpServer server;

    /** What came, and whether its signature is right. */
    record Got(String id, long timestamp, JsonNode body, boolean genuine) {}

    Receiver(byte[] secret) throws IOException {
        this.secret = secret.clone();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
            String expected = "v1," + signature(id + "." + time + "." + body);
            got.add(new Got(
                    id,
                    Long.parseLong(time),
                    ExchangeJson.mapper().readTree(body),
                    expected.equals(exchange.getRequestHeaders().getFirst("webhook-signature"))));
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    private String signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
