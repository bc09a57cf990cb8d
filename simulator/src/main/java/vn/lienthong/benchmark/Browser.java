// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Somebody who has signed in to a console. Thread-safe. */
final class Browser {
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;

    private final HttpClient client;
    private final String origin;

    private Browser(HttpClient client, String origin) {
        this.client = client;
        this.origin = origin;
    }

    static Browser signIn(int port, String user, String password) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        String origin = "http://127.0.0.1:" + port;
        int status = client.send(
                        HttpRequest.newBuilder(URI.create(origin + "/sign-in"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("user=" + user + "&password=" + password))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        if (status != SEE_OTHER) {
            throw new IOException("the console does not let " + user + " in: " + status);
        }
        return new Browser(client, origin);
    }

    /** The bytes of a page, or of the part of it that changes. */
    long get(String path, boolean part) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
        if (part) {
            request.header("HX-Request", "true");
        }
        var answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != OK) {
            throw new IOException(path + " was answered with " + answer.statusCode());
        }
        return answer.body().length;
    }

    /** What the exchange tells an open page. */
    InputStream listen() throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(origin + "/live"))
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());
        if (answer.statusCode() != OK) {
            answer.body().close();
            throw new IOException("no page can be open: the console answers " + answer.statusCode());
        }
        return answer.body();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
