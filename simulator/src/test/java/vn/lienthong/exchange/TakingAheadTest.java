// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.testkit.Letters;

/** A quick application gets documents ahead; one that takes its time or keeps one strands none of those behind it. */
final class TakingAheadTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String INBOX = Addresses.inbox(new EndpointId("vpcp"));
    private static final int QUICK = 30;
    private static final int LETTERS = 60;

    @TempDir
    Path folder;

    private ExchangeFixture exchange;
    private ClientConfig office;
    private final Queue<Delivery> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger handedOut = new AtomicInteger();

    @BeforeEach
    void sendLetters() {
        exchange = ExchangeFixture.start(folder);
        office = exchange.endpoint("vpcp", "G22");
        ExchangeClient province = exchange.connect("hue", "H57");
        for (int i = 0; i < LETTERS; i++) {
            province.send(Letters.letter("H57", "G22"));
        }
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void what_waits_behind_a_slow_handler_goes_to_another_one() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        exchange.connect(office)
                .inbox()
                .onDocument(delivery -> {
                    if (busy.getCount() > 0 && inDelivery() > 1) { // it takes ahead by now
                        busy.countDown();
                        awaitUninterruptibly(goOn);
                    }
                    take(delivery);
                })
                .open();
        assertThat(busy.await(SOON.toSeconds(), TimeUnit.SECONDS))
                .as("taken ahead")
                .isTrue();

        exchange.connect(office).inbox().onDocument(this::take).open();

        await().atMost(SOON).untilAsserted(() -> assertThat(taken).hasSize(LETTERS - 1));
        goOn.countDown();
        allTakenOnceAtTheFirstAttempt();
    }

    @Test
    void what_waits_behind_a_kept_document_goes_to_another_worker() throws InterruptedException {
        BlockingQueue<Delivery> kept = new LinkedBlockingQueue<>();
        exchange.connect(office)
                .inbox()
                .onDocument(delivery -> {
                    if (handedOut.incrementAndGet() == QUICK) {
                        kept.add(delivery);
                    } else {
                        take(delivery);
                    }
                })
                .concurrency(2)
                .open();

        await().atMost(SOON).untilAsserted(() -> assertThat(taken).hasSize(LETTERS - 1));
        take(kept.take());
        allTakenOnceAtTheFirstAttempt();
    }

    @Test
    void an_inbox_closed_in_the_middle_gives_back_what_it_held_ahead() {
        CountDownLatch enough = new CountDownLatch(QUICK);
        Inbox inbox = exchange.connect(office)
                .inbox()
                .onDocument(delivery -> {
                    take(delivery);
                    enough.countDown();
                })
                .open();
        awaitUninterruptibly(enough);
        inbox.close();

        exchange.connect(office).inbox().onDocument(this::take).open();

        allTakenOnceAtTheFirstAttempt();
    }

    private void allTakenOnceAtTheFirstAttempt() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(exchange.messagesIn(INBOX)).isZero());
        await().atMost(SOON).untilAsserted(() -> assertThat(taken).hasSize(LETTERS)); // it is taken before it is noted
        assertThat(taken).extracting(Delivery::attempt).containsOnly(1);
        assertThat(taken)
                .extracting(delivery -> delivery.document().submission())
                .doesNotHaveDuplicates();
    }

    private void take(Delivery delivery) {
        delivery.acknowledge();
        taken.add(delivery);
    }

    private long inDelivery() {
        List<QueueFacts> queues = exchange.broker().administration().queues();
        return queues.stream()
                .filter(facts -> facts.name().equals(INBOX))
                .mapToLong(QueueFacts::delivering)
                .sum();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
