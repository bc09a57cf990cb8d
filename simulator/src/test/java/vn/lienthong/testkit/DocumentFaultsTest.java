// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.faults.FaultPlan;
import vn.lienthong.faults.FaultPlan.Strike;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RoutingHeader;

/** Faults that happen to whole documents: G22 sends to the system of H29, or H29 to G22. */
@ExchangeTest({"G22", "H29"})
final class DocumentFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<Came> came = new CopyOnWriteArrayList<>();

    private SimulatedExchange exchange;

    private record Came(DocumentId document, int attempt) {}

    @BeforeEach
    void begin(SimulatedExchange given) {
        exchange = given;
    }

    @AfterEach
    void disconnect() {
        exchange.closeClients();
    }

    @Test
    void a_submission_is_taken_later() throws InterruptedException {
        exchange.agency("G22");
        exchange.faults().add("H29 accept delay 700ms times 1");
        ExchangeClient client = exchange.connect("H29");
        Document letter = Letters.letter("H29", "G22");
        long start = System.nanoTime();

        client.send(letter);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        exchange.awaitDocument("G22", document -> document.id().equals(letter.id()));
    }

    @Test
    void an_exchange_that_stops_keeps_no_submission_waiting() {
        FaultPlan plan = new FaultPlan(0, SimulatedClock.running());
        plan.add("H29 accept delay 1h");
        PlannedFaults planned = new PlannedFaults(plan, new Parties(), () -> {});
        CompletableFuture<Optional<Problem>> answer =
                CompletableFuture.supplyAsync(() -> planned.before(new EndpointId("h29"), header("H29", "G22")));
        await().atMost(SOON).until(() -> {
            planned.stop(); // it may not wait yet when it is told for the first time
            return answer.isDone();
        });

        assertThat(answer.join().orElseThrow().code()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void a_submission_that_gets_lost_is_sent_again_and_taken_then() throws InterruptedException {
        exchange.agency("G22");
        exchange.faults().add("H29 accept drop times 2");
        Document letter = Letters.letter("H29", "G22");
        int before = exchange.line("H29").connections();

        exchange.connect("H29").send(letter);

        exchange.awaitDocument("G22", document -> document.id().equals(letter.id()));
        assertThat(exchange.track(letter).orElseThrow().deliveries()).hasSize(1);
        assertThat(exchange.faults().strikes()).extracting(Strike::number).containsExactly(1, 2);
        assertThat(exchange.line("H29").connections() - before).isGreaterThanOrEqualTo(3);
    }

    @Test
    void a_submission_whose_answer_gets_lost_is_sent_again_and_answered_like_the_first() throws InterruptedException {
        exchange.agency("G22");
        exchange.faults().add("H29 accept duplicate times 1");
        Document letter = Letters.letter("H29", "G22");
        Document next = Letters.letter("H29", "G22");
        ExchangeClient client = exchange.connect("H29");
        int before = exchange.line("H29").connections();

        assertThat(client.send(letter).id()).isEqualTo(letter.id());

        assertThat(exchange.line("H29").connections())
                .as("it had to connect again")
                .isGreaterThan(before);
        assertThat(exchange.faults().strikes())
                .extracting(strike -> strike.effect().words())
                .containsExactly("duplicate");
        client.send(next);
        exchange.awaitDocument("G22", document -> document.id().equals(next.id()));
        assertThat(exchange.agency("G22").received())
                .filteredOn(document -> document.id().equals(letter.id()))
                .hasSize(1);
        assertThat(exchange.track(letter).orElseThrow().deliveries()).hasSize(1);
    }

    @Test
    void a_document_comes_later_and_those_behind_it_pass() {
        exchange.faults().add("H29 deliver delay 3s times 1");
        long start = System.nanoTime();
        List<DocumentId> sent = toTheSystem(3);

        awaitCame(3);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(came).containsExactly(new Came(sent.get(1), 1), new Came(sent.get(2), 1), new Came(sent.get(0), 1));
    }

    @Test
    void documents_change_places() {
        exchange.faults().add("H29 deliver reorder after 1 times 1");
        List<DocumentId> sent = toTheSystem(4);

        awaitCame(4);

        assertThat(came).extracting(Came::document).containsExactly(sent.get(0), sent.get(2), sent.get(1), sent.get(3));
    }

    @Test
    void documents_change_places_two_by_two() {
        exchange.faults().add("H29 deliver reorder");
        List<DocumentId> sent = toTheSystem(4);

        awaitCame(4);

        assertThat(came).extracting(Came::document).containsExactly(sent.get(1), sent.get(0), sent.get(3), sent.get(2));
    }

    @Test
    void what_waits_comes_when_the_faults_end() {
        exchange.faults().add("H29 deliver reorder times 1");
        exchange.faults().add("H29 deliver delay 1h times 1");
        toTheSystem(1);
        await().atMost(SOON).until(() -> exchange.faults().strikes().size() == 1);
        assertThat(came).isEmpty();

        exchange.faults().clear();

        awaitCame(1);
    }

    @Test
    void a_document_that_is_lost_on_the_line_comes_marked_as_one_that_came_before() {
        exchange.faults().add("H29 deliver drop times 1");
        List<DocumentId> sent = toTheSystem(1);

        awaitCame(1);

        assertThat(came).containsExactly(new Came(sent.get(0), 2));
        awaitDelivered(sent.get(0));
    }

    @Test
    void a_document_comes_a_second_time_when_the_word_that_it_was_taken_is_lost() {
        exchange.faults().add("H29 deliver duplicate times 1");
        List<DocumentId> sent = toTheSystem(1);

        awaitCame(2);

        assertThat(came).containsExactly(new Came(sent.get(0), 1), new Came(sent.get(0), 2));
        awaitDelivered(sent.get(0));
    }

    @Test
    void every_document_is_lost_once_and_comes_twice_and_no_more() {
        exchange.faults().add("H29 deliver drop");
        exchange.faults().add("H29 deliver duplicate");
        List<DocumentId> sent = toTheSystem(3);

        sent.forEach(this::awaitDelivered);

        assertThat(exchange.faults().strikes())
                .extracting(strike -> strike.number() + " " + strike.effect().words())
                .containsExactly("1 drop", "1 duplicate", "2 drop", "2 duplicate", "3 drop", "3 duplicate");
        assertThat(came).extracting(Came::document).containsAll(sent);
    }

    @Test
    void the_same_seed_strikes_the_same_however_threads_meet() {
        assertThat(strikes(7)).isEqualTo(strikes(7)).isNotEqualTo(strikes(8)).isNotEmpty();
    }

    private static List<Strike> strikes(long seed) {
        try (SimulatedExchange seeded =
                SimulatedExchange.builder().agencies("G22", "H29").seed(seed).start()) {
            seeded.agency("G22");
            seeded.agency("H29");
            for (String effect : List.of("drop", "duplicate", "delay 30ms")) {
                seeded.faults().add("* deliver " + effect + " probability 0.3");
            }
            seeded.faults().add("* accept duplicate probability 0.3");
            for (int i = 0; i < 10; i++) {
                Document letter = Letters.letter("H29", "G22");
                seeded.agency("H29").send(letter);
                await().atMost(SOON).until(() -> seeded.track(letter).orElseThrow().deliveries().stream()
                        .anyMatch(delivery -> delivery.status().equals(Optional.of(ProcessingStatus.COMPLETED))));
            }
            return seeded.faults().strikes();
        }
    }

    @ParameterizedTest
    @CsvSource({"G12, G12", "'', Y99"})
    void a_status_comes_from_an_agency_that_never_had_the_document(String bystander, String speaker)
            throws InterruptedException {
        try (SimulatedExchange other = SimulatedExchange.start("G22", "G12", "H29")) {
            other.agency("G22");
            if (!bystander.isEmpty()) {
                other.agency(bystander);
            }
            for (int i = 0; i < 2; i++) {
                other.faults().add("G22 status wrong-sender times 1");
                Document letter = Letters.letter("H29", "G22");
                other.agency("H29").send(letter);

                assertThat(wrongSender(other, letter)).isEqualTo(new AgencyId(speaker));
                other.faults().clear();
            }
        }
    }

    /** Who said the first status about a letter, which its recipient should have said. */
    private static AgencyId wrongSender(SimulatedExchange at, Document letter) throws InterruptedException {
        StatusUpdate first = at.agency("H29")
                .takeStatus(
                        status -> status.document().equals(letter.id()) && status.status() == ProcessingStatus.RECEIVED,
                        SOON)
                .orElseThrow();
        at.agency("H29").awaitStatus(letter.id(), ProcessingStatus.COMPLETED);
        return first.from();
    }

    /** All of them wait when the system connects. */
    private List<DocumentId> toTheSystem(int count) {
        List<DocumentId> sent = new ArrayList<>();
        ExchangeClient office = exchange.connect("G22");
        for (int i = 0; i < count; i++) {
            sent.add(office.send(Letters.letter("G22", "H29")).id());
        }
        exchange.connect("H29")
                .inbox()
                .onDocument(delivery -> {
                    came.add(new Came(delivery.document().id(), delivery.attempt()));
                    delivery.acknowledge();
                })
                .open();
        return sent;
    }

    private void awaitCame(int count) {
        await().atMost(SOON).until(() -> came.size() >= count);
    }

    private void awaitDelivered(DocumentId document) {
        await().atMost(SOON).until(() -> exchange.track(new AgencyId("G22"), document).stream()
                .flatMap(tracked -> tracked.deliveries().stream())
                .allMatch(delivery -> delivery.state() == DeliveryState.DELIVERED));
    }

    private static RoutingHeader header(String from, String to) {
        Document letter = Letters.letter(from, to);
        return RoutingHeader.document(
                letter.submission(),
                letter.from(),
                letter.recipients(),
                letter.id(),
                new RoutingHeader.DocumentTraits(
                        letter.operation(), letter.reference(), Optional.of(letter.subject()), letter.urgency()));
    }
}
