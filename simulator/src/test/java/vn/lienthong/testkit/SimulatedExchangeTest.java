// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.ReadingCode;
import vn.lienthong.faults.Effect;
import vn.lienthong.faults.Fault;
import vn.lienthong.faults.Fault.When;
import vn.lienthong.faults.FaultPlan.Strike;
import vn.lienthong.faults.Stage;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.simulator.Reaction;

@ExchangeTest({"G22", "H29"})
final class SimulatedExchangeTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void a_scripted_agency_refuses_when_it_is_told_to(SimulatedExchange exchange) throws InterruptedException {
        exchange.agency("G22").enqueue(new Reaction.Refuse("sai thể thức"));
        Document letter = Letters.letter("H29", "G22");
        exchange.agency("H29").send(letter);

        StatusUpdate answer = exchange.agency("H29").awaitStatus(letter.id(), ProcessingStatus.REFUSED);

        assertThat(answer.description()).contains("sai thể thức");
        LienthongAssertions.assertThat(exchange.track(letter)).to("G22").hasStatus(ProcessingStatus.REFUSED);
        assertThatThrownBy(() ->
                        LienthongAssertions.assertThat(exchange.track(letter)).to("H57"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was not sent to H57");
    }

    @Test
    void a_scripted_agency_refuses_a_document_whose_file_cannot_be_decoded(SimulatedExchange exchange)
            throws Exception {
        exchange.agency("G22");
        Document letter = Letters.letter("H29", "G22");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        letter.writeTo(file);
        String damaged =
                file.toString(StandardCharsets.UTF_8).replaceFirst("(ContentTransferEncoded[^>]*>)[^<]", "$1*");
        exchange.sendRaw("H29", letter, damaged.getBytes(StandardCharsets.UTF_8));

        StatusUpdate answer = exchange.agency("H29").awaitStatus(letter.id(), ProcessingStatus.REFUSED);

        assertThat(answer.description().orElseThrow()).contains(ReadingCode.BAD_BASE64.code());
        assertThat(exchange.awaitDocument("G22", came -> came.id().equals(letter.id()))
                        .attachments())
                .isEmpty();
    }

    @Test
    void the_exchange_refuses_on_command(SimulatedExchange exchange) {
        exchange.faults().add(Fault.of("H29", Stage.ACCEPT, new Effect.Refuse("LT-R03"), When.first(1)));
        Document letter = Letters.letter("H29", "G22");
        ExchangeClient client = exchange.connect("H29");

        assertThatThrownBy(() -> client.send(letter))
                .isInstanceOfSatisfying(ExchangeException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.RECIPIENT_SUSPENDED));
        assertThat(client.send(letter).id()).isEqualTo(letter.id());
        assertThat(exchange.faults().strikes())
                .contains(new Strike(new AgencyId("H29"), Stage.ACCEPT, 1, new Effect.Refuse("LT-R03")));
    }

    @Test
    void statuses_come_twice_or_not_at_all_on_command(SimulatedExchange exchange) throws InterruptedException {
        exchange.agency("G22");
        exchange.faults().add(Fault.of("G22", Stage.STATUS, new Effect.Duplicate(), When.first(1)));
        exchange.faults().add(Fault.of("G22", Stage.STATUS, new Effect.Drop(), When.first(1)));
        Document letter = Letters.letter("H29", "G22");
        exchange.agency("H29").send(letter);

        exchange.agency("H29").awaitStatus(letter.id(), ProcessingStatus.COMPLETED);
        List<ProcessingStatus> before = drain(exchange, letter);

        assertThat(before).containsOnlyOnce(ProcessingStatus.ARRIVED, ProcessingStatus.IN_PROGRESS);
        assertThat(before).filteredOn(ProcessingStatus.RECEIVED::equals).hasSize(2);
        assertThat(before).doesNotContain(ProcessingStatus.ASSIGNED);
    }

    @Test
    void statuses_change_places_on_command(SimulatedExchange exchange) throws InterruptedException {
        exchange.agency("G22");
        exchange.faults().add(Fault.of("G22", Stage.STATUS, new Effect.Reorder(), When.first(1)));
        Document letter = Letters.letter("H29", "G22");
        exchange.agency("H29").send(letter);
        exchange.agency("H29").awaitStatus(letter.id(), ProcessingStatus.COMPLETED);

        assertThat(drain(exchange, letter))
                .containsSubsequence(
                        ProcessingStatus.ASSIGNED, ProcessingStatus.RECEIVED, ProcessingStatus.IN_PROGRESS);
    }

    @Test
    void what_waits_is_there_after_a_restart(SimulatedExchange exchange) throws InterruptedException {
        exchange.agency("G22");
        exchange.line("G22").takeDown();
        Document letter = Letters.letter("H29", "G22");
        exchange.agency("H29").send(letter);

        exchange.restart();
        exchange.line("G22").mend();

        assertThat(exchange.awaitDocument("G22", document -> document.id().equals(letter.id()))
                        .from())
                .isEqualTo(new AgencyId("H29"));
    }

    @Nested
    final class OfAClassWithinTheClass {
        @Test
        void the_exchange_is_that_of_the_class_around_it(SimulatedExchange exchange) {
            assertThat(exchange.clientConfig("H29").port()).isPositive();
        }
    }

    @Test
    void an_inbox_left_open_and_a_document_left_unsettled_are_leaks() throws InterruptedException {
        try (SimulatedExchange exchange = SimulatedExchange.start("G22", "H29")) {
            ExchangeClient office = exchange.connect("G22");
            try (Inbox inbox = office.inbox().onDocument(delivery -> {}).open()) {
                exchange.connect("H29").send(Letters.letter("H29", "G22"));
                await().atMost(SOON).until(() -> inbox.unsettled() == 1);

                assertThat(exchange.leaks())
                        .containsExactly("an inbox of g22 is still open", "1 deliveries to g22 are not settled");
            }
            exchange.closeClients();
            await().atMost(SOON).until(() -> exchange.leaks().isEmpty());
        }
    }

    @Test
    void certificates_end_when_the_clock_is_put_forward() {
        SimulatedClock clock = SimulatedClock.standingAt(Instant.now());
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().agencies("G22", "H29").clock(clock).start()) {
            exchange.connect("H29").send(Letters.letter("H29", "G22"));
            clock.advance(Duration.ofDays(400));

            assertThatThrownBy(() -> exchange.connect("H29").send(Letters.letter("H29", "G22")))
                    .isInstanceOf(ExchangeException.class);
        }
    }

    @Test
    void a_clock_stands_is_put_forward_and_runs_at_a_speed() {
        Instant moment = Instant.parse("2026-03-16T05:00:00Z");
        SimulatedClock clock = SimulatedClock.standingAt(moment);
        assertThat(clock.instant()).isEqualTo(moment);

        clock.advance(Duration.ofHours(26));
        assertThat(clock.instant()).isEqualTo(moment.plus(Duration.ofHours(26)));

        long start = System.nanoTime();
        clock.run(1_000_000);
        Instant running = clock.instant();
        Duration real = Duration.ofNanos(System.nanoTime() - start);
        assertThat(Duration.between(moment.plus(Duration.ofHours(26)), running))
                .isLessThanOrEqualTo(real.multipliedBy(1_000_001));

        clock.freeze();
        Instant frozen = clock.instant();
        assertThat(clock.instant()).isEqualTo(frozen).isAfterOrEqualTo(running);
    }

    /** What the sender heard about a letter, the statuses that were waited for left out. */
    private static List<ProcessingStatus> drain(SimulatedExchange exchange, Document letter)
            throws InterruptedException {
        List<ProcessingStatus> heard = new ArrayList<>();
        var next = exchange.agency("H29").takeStatus(status -> status.document().equals(letter.id()), Duration.ZERO);
        while (next.isPresent()) {
            heard.add(next.get().status());
            next = exchange.agency("H29").takeStatus(status -> status.document().equals(letter.id()), Duration.ZERO);
        }
        return heard;
    }
}
