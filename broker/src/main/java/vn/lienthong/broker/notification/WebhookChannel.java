// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.lienthong.broker.alerts.Alert;
import vn.lienthong.protocol.json.ExchangeJson;

/** Notices for a program, each as one POST with a signature after the Standard Webhooks specification. */
final class WebhookChannel implements Channel {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_SECRET = 24;
    private static final int GOOD = 2;
    private static final int HUNDRED = 100;

    private final WebhookSettings settings;
    private final SecretKeySpec secret;
    private final Wording wording;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** What is sent. */
    private record Message(String type, Instant timestamp, Data data) {}

    private record Data(
            String alert,
            String rule,
            String severity,
            String subject,
            String state,
            Instant since,
            Optional<Instant> until,
            Map<String, String> words,
            String runbook) {}

    WebhookChannel(WebhookSettings settings, Wording wording, Clock clock) {
        this.settings = settings;
        this.secret = new SecretKeySpec(secret(settings.secretFile()), "HmacSHA256");
        this.wording = wording;
        this.clock = clock;
    }

    private static byte[] secret(Path file) {
        try {
            String text = Files.readString(file).strip();
            byte[] secret = text.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                    : text.getBytes(StandardCharsets.UTF_8);
            if (secret.length < SHORTEST_SECRET) {
                throw new IOException("a secret has at least " + SHORTEST_SECRET + " bytes");
            }
            return secret;
        } catch (IOException | IllegalArgumentException e) {
            throw new UncheckedIOException(
                    "the secret of the webhook cannot be read from " + file, new IOException(e.getMessage(), e));
        }
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public Duration pause() {
        return Duration.ZERO;
    }

    @Override
    public void send(List<Notice> notices) throws IOException {
        for (Notice notice : notices) {
            post(notice);
        }
    }

    private void post(Notice notice) throws IOException {
        String body = ExchangeJson.mapper().writeValueAsString(message(notice));
        long time = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(settings.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("webhook-id", notice.id())
                .header("webhook-timestamp", Long.toString(time))
                .header("webhook-signature", "v1," + signature(notice.id() + "." + time + "." + body))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            answer.body().close(); // the status says it all, and a body may never end
            if (answer.statusCode() / HUNDRED != GOOD) {
                throw new IOException("the webhook answered " + answer.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Message message(Notice notice) {
        Alert alert = notice.alert();
        return new Message(
                "alert." + notice.state().wireName(),
                notice.at(),
                new Data(
                        alert.id(),
                        alert.rule().wireName(),
                        alert.severity().wireName(),
                        alert.subject(),
                        notice.state().wireName(),
                        alert.since(),
                        alert.until(),
                        Map.of("vi", wording.sentence("vi", alert), "en", wording.sentence("en", alert)),
                        notice.runbook()));
    }

    private String signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is not there", e);
        }
    }
}
