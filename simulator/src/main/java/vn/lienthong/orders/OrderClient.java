// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A system under test that takes orders over HTTP: each is posted as JSON, the answer comes back as JSON. */
public final class OrderClient implements OrderTaker {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final JsonMapper json = new JsonMapper();
    private final URI address;

    /** Orders are posted to this address. */
    public OrderClient(URI address) {
        this.address = address;
    }

    @Override
    public Answer carryOut(Order order) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(order)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                return Answer.refused("HTTP " + response.statusCode() + " " + response.body());
            }
            return json.readValue(response.body(), Answer.class);
        } catch (IOException | JacksonException e) {
            throw new UnreachableException(address + " does not answer orders: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted", e);
        }
    }
}
