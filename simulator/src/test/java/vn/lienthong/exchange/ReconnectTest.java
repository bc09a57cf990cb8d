// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.SentDocument;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.faults.FaultPlan;
import vn.lienthong.faults.FaultyLine;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.testkit.Letters;

final class ReconnectTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int HANDSHAKES = 4;

    @TempDir
    Path folder;

    private ExchangeFixture exchange;
    private FaultyLine line;

    @BeforeEach
    void start() throws IOException {
        exchange = ExchangeFixture.start(folder);
        line = new FaultyLine(new AgencyId("H57"), new FaultPlan(0, Clock.systemUTC()), exchange::port);
    }

    @AfterEach
    void stop() throws IOException {
        exchange.close();
        line.close();
    }

    @Test
    void an_inbox_and_a_sender_come_back_after_connections_were_cut_in_their_handshake() {
        // given
        Queue<DocumentId> taken = new ConcurrentLinkedQueue<>();
        ExchangeClient office = exchange.connect(overLine(exchange.endpoint("vpcp", "G22")));
        office.inbox().onDocument(delivery -> take(delivery, taken)).open();
        ExchangeClient province = exchange.connect(overLine(exchange.endpoint("hue", "H57")));
        province.send(Letters.letter("H57", "G22"));

        // when
        line.takeDown();
        await().atMost(SOON).until(() -> line.turnedAway() >= HANDSHAKES);
        line.mend();

        // then
        SentDocument sent = province.send(Letters.letter("H57", "G22"));
        await().atMost(SOON).untilAsserted(() -> assertThat(taken).contains(sent.id()));
    }

    private ClientConfig overLine(ClientConfig direct) {
        return ClientConfig.of("localhost", line.port(), direct.keyStore().getParent());
    }

    private static void take(Delivery delivery, Queue<DocumentId> taken) {
        delivery.acknowledge();
        taken.add(delivery.document().id());
    }
}
