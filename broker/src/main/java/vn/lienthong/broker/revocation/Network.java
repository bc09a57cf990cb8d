// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches what sources say. One round of questions has one of these: a host that did not give its whole answer in time is not
 * asked again in it, so that one that is down or slow delays the others once.
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
    private final Duration patience;
    private final Set<String> silent = new HashSet<>();

    Network() {
        this(ANSWER);
    }

    /** One that waits so long for an answer, to its last byte. */
    Network(Duration patience) {
        this.patience = patience;
    }

    byte[] list(URI source) throws NoWord {
        return fetch(HttpRequest.newBuilder(source).GET().build(), LARGEST_LIST);
    }

    byte[] answer(URI source, byte[] question) throws NoWord {
        HttpRequest request = HttpRequest.newBuilder(source)
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
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new LimitedBody(largest));
        try {
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw new NoWord(request.uri() + " answers " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            silent.add(host);
            throw new NoWord(request.uri() + " did not answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            silent.add(host);
            throw new NoWord(request.uri() + " cannot be reached: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoWord("interrupted", e);
        } finally {
            answer.cancel(true); // closes the connection of one that is not done
        }
    }
}
