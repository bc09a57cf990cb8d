// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeUnavailableException;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.testkit.Letters;

/** What an application sees when its endpoint has too many connections. */
final class ConnectionLimitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path data;

    @Test
    void a_client_too_many_is_told_at_once_to_try_later_and_gets_in_when_another_leaves() {
        try (ExchangeFixture exchange = ExchangeFixture.start(data, Map.of("limit.connections", "4"))) {
            ClientConfig hue = exchange.endpoint("hue", "H57");
            exchange.endpoint("government", "G22");
            List<ExchangeClient> clients = new ArrayList<>();
            Instant before = Instant.now();
            assertThatThrownBy(() -> {
                        while (clients.size() < 10) {
                            clients.add(exchange.connect(hue));
                        }
                    })
                    .isInstanceOfSatisfying(ExchangeUnavailableException.class, e -> assertThat(e.problems())
                            .extracting(Problem::code)
                            .containsExactly(ErrorCode.TOO_MANY_CONNECTIONS));
            assertThat(Duration.between(before, Instant.now())).isLessThan(PATIENCE);

            clients.forEach(client -> client.send(Letters.letter("H57", "G22")));
            clients.remove(0).close();

            await().atMost(PATIENCE)
                    .ignoreException(ExchangeUnavailableException.class)
                    .untilAsserted(() -> clients.add(exchange.connect(hue)));
        }
    }
}
