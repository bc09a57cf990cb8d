// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import static vn.lienthong.testkit.LienthongAssertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.simulator.ReceivedDocument;

@ExchangeTest({"G22", "H29"})
final class FiveLineTest {
    @Test
    void a_document_arrives(SimulatedExchange exchange) throws InterruptedException {
        Document letter = Letters.letter("H29", "G22");
        exchange.agency("G22");
        ExchangeClient mine = exchange.connect("H29");
        mine.send(letter);
        assertThat(exchange.awaitDocument("G22")).isAcceptable().isFrom("H29").hasSubject(letter.subject());
    }

    @Test
    void its_statuses_come_back(SimulatedExchange exchange) throws InterruptedException {
        Document letter = Letters.letter("H29", "G22");
        exchange.agency("G22");
        exchange.agency("H29").send(letter);
        exchange.agency("H29").awaitStatus(letter.id(), ProcessingStatus.COMPLETED);
        assertThat(exchange.track(letter)).to("G22").hasStatus(ProcessingStatus.COMPLETED);
        ReceivedDocument received =
                exchange.awaitDocument("G22", document -> document.id().equals(letter.id()));
        assertThat(received).isFrom("H29");
    }
}
