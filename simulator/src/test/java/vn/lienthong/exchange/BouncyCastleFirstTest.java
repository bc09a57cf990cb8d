// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.Security;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.testkit.Letters;

/** An application, and an exchange, whose first provider is BouncyCastle. */
final class BouncyCastleFirstTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void putFirst() {
        Security.removeProvider("BC");
        assertThat(Security.insertProviderAt(new BouncyCastleProvider(), 1)).isEqualTo(1);
    }

    @AfterEach
    void putBack() {
        Security.removeProvider("BC");
    }

    @Test
    void a_sealed_document_is_sent_and_received() throws Exception {
        try (ExchangeFixture exchange = ExchangeFixture.start(folder.resolve("exchange"), Map.of())) {
            ClientConfig hue = exchange.endpoint("hue", "H57");
            ClientConfig office = exchange.endpoint("vpcp", "G22");
            BlockingQueue<DocumentId> arrived = new LinkedBlockingQueue<>();
            exchange.connect(office)
                    .inbox()
                    .onDocument(delivery -> {
                        arrived.add(delivery.document().id());
                        delivery.acknowledge();
                    })
                    .open();
            Document letter = Letters.letter("H57", "G22").sealed();

            exchange.connect(hue).send(letter);

            assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo(letter.id());
        }
    }
}
