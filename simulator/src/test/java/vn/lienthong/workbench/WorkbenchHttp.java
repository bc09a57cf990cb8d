// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP interface of a workbench, as a test in any language uses it. */
record WorkbenchHttp(int port) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    JsonNode get(String path, int status) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(uri(path)).build(), status);
    }

    String text(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    HttpResponse<byte[]> file(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    JsonNode post(String path, String body, int status) throws IOException, InterruptedException {
        return answer(posted(path, "application/json", body), status);
    }

    JsonNode delete(String path) throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .DELETE()
                        .build(),
                200);
    }

    int status(String path, String type, String body) throws IOException, InterruptedException {
        return HTTP.send(posted(path, type, body), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private HttpRequest posted(String path, String type, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static JsonNode answer(HttpRequest request, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
