// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.Function;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.EndpointId;

/** Our side: a document is built, sent, routed, received, read, acknowledged, and its status 01 comes back. */
final class ExchangeSide implements ExchangeLoad {
    private final TestBed.Pair pair;
    private final InFlight inFlight;
    private final ExchangeClient sender;
    private final ExchangeClient receiver;
    private final byte[] content;

    ExchangeSide(Function<EndpointId, ClientConfig> clients, int senders, int size, InFlight inFlight) {
        this(TestBed.Pair.USUAL, clients, senders, size, inFlight);
    }

    ExchangeSide(
            TestBed.Pair pair, Function<EndpointId, ClientConfig> clients, int senders, int size, InFlight inFlight) {
        this.pair = pair;
        this.inFlight = inFlight;
        this.content = contentFor(size);
        this.sender = ExchangeClient.connect(clients.apply(pair.sender()));
        this.receiver = ExchangeClient.connect(clients.apply(pair.receiver()));
        receiver.inbox().onDocument(Delivery::acknowledge).concurrency(senders).open();
        sender.inbox()
                .onDocument(Delivery::acknowledge)
                .onStatus(update -> inFlight.end(update.document().value()))
                .open();
    }

    @Override
    public void send(int number, String id) {
        sender.send(document(id, content));
    }

    @Override
    public InFlight inFlight() {
        return inFlight;
    }

    /** The bytes of one document on the wire. */
    int documentBytes() {
        return bytes(document("benchmark-00000000", content));
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }

    private Document document(String id, byte[] content) {
        return Document.builder()
                .from(pair.from().value())
                .to(pair.to().value())
                .number("1/BM", LocalDate.of(2026, 1, 5))
                .subject("Đo thông lượng")
                .id(new DocumentId(id))
                .content(Attachment.of("noi-dung.pdf", content))
                .build();
    }

    /** Content that makes the whole edXML file about so large; the header alone has some 2.5 KB. */
    private byte[] contentFor(int size) {
        int header = bytes(document("benchmark-00000000", new byte[1]));
        byte[] content = new byte[Math.max(1, (size - header) * 3 / 4)];
        new Random(1).nextBytes(content);
        return content;
    }

    private static int bytes(Document document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            document.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.size();
    }
}
