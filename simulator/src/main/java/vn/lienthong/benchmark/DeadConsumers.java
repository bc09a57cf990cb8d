// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.protocol.EndpointId;

/**
 * A recipient that keeps what it is handed and never settles, another one that is away, and a sender that goes on sending to
 * both. Used by one thread.
 */
final class DeadConsumers implements AutoCloseable {
    private static final int SENDER = 1;
    private static final int HOLDER = 2;
    private static final int ABSENT = 3;
    /** So many further endpoints it needs. */
    static final int ENDPOINTS = 3;

    private static final int SENDERS = 8;
    private static final int HELD = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    private final ExchangeClient sender;
    private final ExchangeClient holder;
    private final AtomicLong number = new AtomicLong();
    private final byte[] content;
    private volatile boolean flows;
    private Future<?> steady = threads.submit(() -> {});

    DeadConsumers(TestBed bed, int size) {
        content = new byte[size];
        sender = ExchangeClient.connect(bed.furtherClient(endpoint(SENDER)));
        holder = ExchangeClient.connect(bed.furtherClient(endpoint(HOLDER)));
        holder.inbox().onDocument(delivery -> {}).concurrency(HELD).open();
    }

    /** Sends so many as fast as it can. */
    void send(int documents) throws IOException, InterruptedException {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            running.add(threads.submit(() -> {
                for (int sent = 0; sent < documents / SENDERS; sent++) {
                    sender.send(document());
                }
            }));
        }
        for (Future<?> each : running) {
            await(each);
        }
    }

    /** Goes on with a document each time a pace says so. */
    void begin(Pace pace) {
        flows = true;
        steady = threads.submit(() -> {
            for (int number = 0; flows; number++) {
                pace.await(number);
                sender.send(document());
            }
        });
    }

    void end() throws IOException, InterruptedException {
        flows = false;
        await(steady);
    }

    private static void await(Future<?> sending) throws IOException, InterruptedException {
        try {
            sending.get();
        } catch (ExecutionException e) {
            throw new IOException("a sender failed: " + e.getCause(), e.getCause());
        }
    }

    private Document document() {
        return Document.builder()
                .from(TestBed.fanAgency(SENDER).value())
                .to(TestBed.fanAgency(HOLDER).value(), TestBed.fanAgency(ABSENT).value())
                .number(number.incrementAndGet() + "/BM", LocalDate.of(2026, 1, 5))
                .subject("Không ai nhận")
                .content(Attachment.of("noi-dung.pdf", content))
                .build();
    }

    private static EndpointId endpoint(int number) {
        return TestBed.fanEndpoint(number);
    }

    @Override
    public void close() {
        flows = false;
        threads.shutdownNow();
        sender.close();
        holder.close();
    }
}
