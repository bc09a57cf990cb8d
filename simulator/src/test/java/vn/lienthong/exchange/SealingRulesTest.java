// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentRefusedException;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeUnavailableException;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.testkit.Letters;

/** Who must seal, how much may be handed in, and where what is sealed goes. */
final class SealingRulesTest {
    @TempDir
    private Path folder;

    private final MovingClock clock = new MovingClock();
    private ExchangeFixture exchange;
    private ClientConfig hue;

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(folder.resolve("data"), Map.of("limit.key-packages", "3"), clock);
        hue = exchange.endpoint("hue", "H57");
        exchange.endpoint("vpcp", "G22");
        exchange.endpoint("btc", "G12");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void an_endpoint_that_takes_sealed_documents_only_is_sent_no_others() {
        sealedOnly("vpcp", "G22");
        ExchangeClient client = exchange.connect(hue);

        assertThatThrownBy(() -> client.send(Letters.letter("H57", "G22", "G12")))
                .isInstanceOf(DocumentRefusedException.class)
                .hasMessageContaining("LT-S29")
                .hasMessageContaining("vpcp");
        client.send(Letters.letter("H57", "G12"));
        client.send(Letters.letter("H57", "G22").sealed());
    }

    @Test
    void an_endpoint_that_sends_sealed_documents_only_sends_no_others() {
        sealedOnly("hue", "H57");
        ExchangeClient client = exchange.connect(hue);
        assertThatThrownBy(() -> client.send(Letters.letter("H57", "G12"))).hasMessageContaining("LT-S29");
        client.send(Letters.letter("H57", "G12").sealed());
    }

    private void sealedOnly(String endpoint, String agency) {
        exchange.broker()
                .administration()
                .addEndpoint(new Endpoint(
                        new EndpointId(endpoint),
                        endpoint,
                        List.of(new AgencyId(agency)),
                        Optional.of(new EndpointLimits(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(true)))));
    }

    @Test
    void more_key_packages_than_an_endpoint_may_hand_in_are_put_off_and_tried_again() throws Exception {
        Document letter = Letters.letter("H57", "G22", "G12").sealed();
        exchange.connect(hue).send(letter);

        ExchangeClient impatient = exchange.connect(hue.withSendTimeout(Duration.ofSeconds(10)));
        assertThatThrownBy(() -> impatient.reseal(letter))
                .isInstanceOf(ExchangeUnavailableException.class)
                .hasMessageContaining("LT-S25");

        ExchangeClient patient = exchange.connect(hue);
        CompletableFuture<Void> resealing = CompletableFuture.runAsync(() -> patient.reseal(letter));
        clock.advance(Duration.ofMinutes(61));
        resealing.get(20, TimeUnit.SECONDS);
    }

    @Test
    void every_recipient_that_a_sealed_document_cannot_be_sent_to_is_named() {
        ExchangeClient client = exchange.connect(hue);
        DocumentRefusedException refused = catchThrowableOfType(
                DocumentRefusedException.class,
                () -> client.send(Letters.letter("H57", "G77", "G12", "G78").sealed()));
        assertThat(refused.problems()).extracting(Problem::code).containsOnly(ErrorCode.RECIPIENT_UNKNOWN);
        assertThat(refused.problems()).extracting(Problem::subject).containsExactly("G77", "G78");
    }

    @Test
    void a_sealed_recall_of_a_document_to_an_agency_that_has_closed_since_goes_where_an_open_one_would() {
        ExchangeClient client = exchange.connect(hue);
        Document letter = Letters.letter("H57", "G12").sealed();
        client.send(letter);
        exchange.broker()
                .administration()
                .addAgency(new Agency(
                        new AgencyId("G12"),
                        "Bộ Tài chính",
                        Optional.of(LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"))),
                        List.of(),
                        false));
        assertThatThrownBy(() -> client.send(Letters.letter("H57", "G12").sealed()))
                .isInstanceOf(DocumentRefusedException.class);

        client.recall(letter, "Sai số ký hiệu");

        await().untilAsserted(() -> assertThat(
                        client.track(letter.from(), letter.id()).orElseThrow().deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.toString()).contains("RECALLED")));
    }

    private static final class MovingClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
