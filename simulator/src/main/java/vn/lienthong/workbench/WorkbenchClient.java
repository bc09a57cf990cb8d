// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import vn.lienthong.faults.FaultOrder;
import vn.lienthong.protocol.json.ExchangeJson;

/** Sets faults in a workbench that runs on this machine, through its HTTP interface. Thread-safe. */
public final class WorkbenchClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = ExchangeJson.mapper();
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final String FAULTS = "/api/faults";

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String address;

    /** A fault that is set, in words, and how often it has struck. */
    public record StandingFault(String fault, int struck) {}

    /**
     * What a fault did.
     *
     * @param number the how-many-eth message there was struck
     */
    public record Struck(String agency, String stage, int number, String effect) {}

    /** A workbench whose page is at a port. */
    public WorkbenchClient(int port) {
        address = "http://localhost:" + port;
    }

    /** Where it is. */
    public String address() {
        return address;
    }

    /**
     * Sets a fault.
     *
     * @throws IOException if no workbench answers
     * @throws IllegalArgumentException if it says no, with what it says
     */
    public void add(FaultOrder order) throws IOException, InterruptedException {
        ask("POST", FAULTS, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Action.SetFault.of(order))));
    }

    /**
     * Ends all faults.
     *
     * @throws IOException if no workbench answers
     */
    public void clear() throws IOException, InterruptedException {
        ask("DELETE", FAULTS, BodyPublishers.noBody());
    }

    /**
     * The faults that are set and not over.
     *
     * @throws IOException if no workbench answers
     */
    public List<StandingFault> standing() throws IOException, InterruptedException {
        return JSON.convertValue(
                ask("GET", FAULTS + "/standing", BodyPublishers.noBody()), new TypeReference<List<StandingFault>>() {});
    }

    /**
     * What faults did so far.
     *
     * @throws IOException if no workbench answers
     */
    public List<Struck> struck() throws IOException, InterruptedException {
        return JSON.convertValue(ask("GET", FAULTS, BodyPublishers.noBody()), new TypeReference<List<Struck>>() {});
    }

    private JsonNode ask(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() == BAD_REQUEST) {
                throw new IllegalArgumentException(answer.path("problem").asString("it says no"));
            }
            if (response.statusCode() == OK && answer.isArray()) {
                return answer;
            }
        } catch (JacksonException e) {
            throw new IOException("what answers there is no page of a simulator", e);
        }
        throw new IOException("what answers there is no page of a simulator (HTTP " + response.statusCode() + ")");
    }
}
