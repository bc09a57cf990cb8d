// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.testkit.Letters;

/** What is urgent overtakes what waits. */
final class UrgencyTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final BlockingQueue<Delivery> handedOut = new LinkedBlockingQueue<>();

    @Test
    void urgent_documents_in_a_row_all_overtake_what_waits() throws Exception {
        try (ExchangeFixture exchange = ExchangeFixture.start(folder)) {
            ExchangeClient sender = exchange.connect("hue", "H57");
            exchange.connect("vpcp", "G22").inbox().onDocument(handedOut::add).open();
            for (int i = 0; i < 4; i++) {
                send(sender, Urgency.NORMAL);
            }
            List<Urgency> order = new ArrayList<>();
            Delivery inHand = next();
            order.add(inHand.document().urgency());

            for (int urgent = 0; urgent < 3; urgent++) {
                send(sender, Urgency.URGENT);
                inHand.acknowledge();
                inHand = next();
                order.add(inHand.document().urgency());
            }

            assertThat(order).containsExactly(Urgency.NORMAL, Urgency.URGENT, Urgency.URGENT, Urgency.URGENT);
            inHand.acknowledge();
            assertThat(next().document().urgency()).isEqualTo(Urgency.NORMAL);
        }
    }

    private Delivery next() throws InterruptedException {
        Delivery delivery = handedOut.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(delivery).isNotNull();
        return delivery;
    }

    private static void send(ExchangeClient sender, Urgency urgency) {
        sender.send(Letters.draft("H57", "G22")
                .urgency(urgency)
                .content(Attachment.of("cong-van.pdf", new byte[100]))
                .build());
    }
}
