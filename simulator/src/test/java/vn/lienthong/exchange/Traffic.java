// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeUnavailableException;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.testkit.Letters;

/** Senders that never stop and receivers that have their bad moments, all by way of the public client. */
final class Traffic implements AutoCloseable {
    /** Eight senders so make some 200 documents a second: more would keep two cores busy, and the books could not be read beside. */
    private static final int PAUSE_MILLIS = 80;

    private static final int LARGE_BYTES = 300_000;
    private static final int PERCENT = 100;

    private final Accounts accounts;
    private final long seed;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final ExecutorService later = Executors.newSingleThreadExecutor();

    Traffic(Accounts accounts, long seed) {
        this.accounts = accounts;
        this.seed = seed;
    }

    /** Starts a sender that sends until {@link #endSending}. */
    void send(ExchangeClient client, int number, String from, String... recipients) {
        Random random = new Random(seed * PERCENT + number);
        senders.execute(() -> {
            try {
                while (!ended.await(random.nextInt(PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
                    sendOne(client, random, document(random, from, recipients));
                }
            } catch (InterruptedException | RuntimeException e) {
                accounts.wrong("sender " + number + " met " + e);
            }
        });
    }

    /** Opens an inbox that takes most documents, releases some, fails on some and keeps some for later. */
    void receive(ExchangeClient client, String endpoint, int concurrency) {
        Random random = new Random(seed * PERCENT + endpoint.hashCode());
        client.inbox()
                .concurrency(concurrency)
                .onDocument(delivery -> take(client, endpoint, random, delivery))
                .open();
    }

    /** Opens an inbox for the statuses of a sender. */
    void hear(ExchangeClient client) {
        client.inbox()
                .onDocument(delivery -> accounts.wrong("a sender was handed " + delivery.document()))
                .onStatus(accounts::heard)
                .open();
    }

    /** Ends the senders and waits for their last documents. */
    void endSending() throws InterruptedException {
        ended.countDown();
        senders.shutdown();
        if (!senders.awaitTermination(60, TimeUnit.SECONDS)) {
            accounts.wrong("a sender hangs");
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
        later.shutdownNow();
    }

    private void sendOne(ExchangeClient client, Random random, Document document) {
        accounts.offered(document);
        int attempts = 1 + random.nextInt(3);
        for (int i = 0; i < attempts; i++) {
            try {
                client.send(document);
                accounts.accepted(document);
                return;
            } catch (ExchangeUnavailableException e) {
                accounts.unanswered(document);
            }
        }
    }

    private void take(ExchangeClient client, String endpoint, Random random, Delivery delivery) {
        accounts.handedOut(delivery, endpoint);
        int chance = random.nextInt(PERCENT);
        if (chance < 2) {
            delivery.release();
        } else if (chance < 4) {
            throw new IllegalStateException("the application has a bad moment");
        } else if (chance < 10) {
            later.execute(() -> acknowledge(endpoint, delivery));
        } else {
            acknowledge(endpoint, delivery);
        }
        if (chance > 85 && delivery.attempt() == 1) { // a second report would be another one, not the first again
            report(client, delivery);
        }
    }

    private void acknowledge(String endpoint, Delivery delivery) {
        try {
            delivery.acknowledge();
            accounts.acknowledged(delivery, endpoint);
        } catch (ExchangeUnavailableException e) {
            // it may have been taken or not; if not, it comes again
        }
    }

    private void report(ExchangeClient client, Delivery delivery) {
        StatusReport report =
                StatusReport.of(delivery.recipients().get(0), delivery.document(), ProcessingStatus.RECEIVED);
        CompletableFuture<Void> unused = client.reportAsync(report).whenComplete((nothing, failure) -> {
            if (failure == null) {
                accounts.reported(report);
            }
        });
    }

    private static Document document(Random random, String from, String... recipients) {
        List<String> to = new ArrayList<>(Arrays.asList(recipients));
        Collections.shuffle(to, random);
        byte[] content = new byte[random.nextInt(20) == 0 ? LARGE_BYTES + random.nextInt(LARGE_BYTES) : 2_000];
        random.nextBytes(content);
        return Letters.draft(from, to.subList(0, 1 + random.nextInt(to.size())).toArray(String[]::new))
                .content(Attachment.of("cong-van.pdf", content))
                .build();
    }
}
