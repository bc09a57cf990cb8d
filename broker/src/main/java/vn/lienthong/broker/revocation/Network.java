// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Fetches what sources say. One round of questions has one of these: a host that did not answer is not asked again in it, so that
 * one that is down delays the others once.
 */
final class Network {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int LARGEST_LIST = 32 * 1024 * 1024;
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Set<String> silent = new HashSet<>();

    byte[] list(URI source) throws NoWord {
        return fetch(HttpRequest.newBuilder(source).timeout(ANSWER).GET().build(), LARGEST_LIST);
    }

    byte[] answer(URI source, byte[] question) throws NoWord {
        HttpRequest request = HttpRequest.newBuilder(source)
                .timeout(ANSWER)
                .header("Content-Type", "application/ocsp-request")
                .POST(BodyPublishers.ofByteArray(question))
                .build();
        return fetch(request, LARGEST_ANSWER);
    }

    private byte[] fetch(HttpRequest request, int largest) throws NoWord {
        String host = String.valueOf(request.uri().getAuthority());
        if (silent.contains(host)) {
            throw new NoWord(host + " did not answer before");
        }
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != OK) {
                    throw new NoWord(request.uri() + " answers " + response.statusCode());
                }
                byte[] read = body.readNBytes(largest + 1);
                if (read.length > largest) {
                    throw new NoWord(request.uri() + " says more than " + largest + " bytes");
                }
                return read;
            }
        } catch (IOException e) {
            silent.add(host);
            throw new NoWord(request.uri() + " cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoWord("interrupted", e);
        }
    }
}
