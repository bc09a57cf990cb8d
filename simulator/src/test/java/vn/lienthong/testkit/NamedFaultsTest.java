// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.Signer;
import vn.lienthong.faults.Effect;
import vn.lienthong.faults.Fault;
import vn.lienthong.faults.Fault.When;
import vn.lienthong.faults.FaultPlan;
import vn.lienthong.faults.FaultPlan.Strike;
import vn.lienthong.faults.FaultyLine;
import vn.lienthong.faults.Stage;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RoutingHeader;

/** Faults that have a name of their own: what a system under test meets when one strikes. */
final class NamedFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void faults_by_name() throws Exception {
        try (SimulatedExchange exchange = SimulatedExchange.builder()
                .agencies("G22", "H29")
                .setting("redelivery.attempts", "2")
                .start()) {
            exchange.agency("G22");
            an_expired_certificate_is_not_talked_to(exchange);
            a_clock_that_differs_is_measured_and_then_refused(exchange);
            a_full_disk_is_waited_for(exchange);
            a_body_that_is_not_the_signed_one_is_never_handed_out(exchange);
            an_exchange_that_goes_down_while_taking_takes_it_later_and_once(exchange);
        }
    }

    private static void an_expired_certificate_is_not_talked_to(SimulatedExchange exchange) throws Exception {
        FaultyLine line = exchange.line("H29");
        exchange.faults().add(Fault.of("H29", Stage.AUTHENTICATE, new Effect.ExpiredCertificate(), When.first(2)));

        assertThatThrownBy(() -> exchange.connect("H29")).isInstanceOf(ExchangeException.class);
        await().atMost(SOON).until(() -> line.distrusted() == 1);
        assertThat(line.deceived()).isZero();

        talkToWhoeverAnswers(line.port());
        await().atMost(SOON).until(() -> line.deceived() == 1);

        exchange.connect("H29").send(Letters.letter("H29", "G22"));
    }

    private static void a_clock_that_differs_is_measured_and_then_refused(SimulatedExchange exchange) {
        exchange.faults()
                .add(Fault.of("H29", Stage.AUTHENTICATE, new Effect.ClockSkew(Duration.ofMinutes(5)), When.ALWAYS));
        exchange.faults()
                .add(Fault.of("H29", Stage.ACCEPT, new Effect.ClockSkew(Duration.ofMinutes(15)), When.first(1)));
        ExchangeClient client = exchange.connect("H29");

        assertThat(client.clockOffset().orElseThrow()).isCloseTo(Duration.ofMinutes(-5), Duration.ofSeconds(30));
        assertThat(client.clockProblem().orElseThrow().code()).isEqualTo(ErrorCode.CLOCK_DIFFERS);
        Document letter = Letters.letter("H29", "G22");
        assertThatThrownBy(() -> client.send(letter))
                .isInstanceOfSatisfying(
                        ExchangeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATEMENT_TIME));
        client.send(letter);
        exchange.faults().clear();
    }

    private static void a_full_disk_is_waited_for(SimulatedExchange exchange) throws InterruptedException {
        exchange.faults().add(Fault.of("H29", Stage.ACCEPT, new Effect.DiskFull(), When.first(1)));
        Document letter = Letters.letter("H29", "G22");

        exchange.connect("H29").send(letter);

        exchange.awaitDocument("G22", came -> came.id().equals(letter.id()));
        assertThat(exchange.faults().strikes())
                .contains(new Strike(new AgencyId("H29"), Stage.ACCEPT, 1, new Effect.DiskFull()));
    }

    private static void a_body_that_is_not_the_signed_one_is_never_handed_out(SimulatedExchange exchange)
            throws InterruptedException {
        exchange.faults().add(Fault.of("G22", Stage.DELIVER, new Effect.BadDigest(), When.first(2)));
        ExchangeClient client = exchange.connect("H29");
        Document small = Letters.letter("H29", "G22");
        Document large = large();
        Document good = Letters.letter("H29", "G22");

        client.send(small);
        client.send(large);
        client.send(good);

        exchange.awaitDocument("G22", came -> came.id().equals(good.id()));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(state(exchange, small)).contains(DeliveryState.DEAD);
            assertThat(state(exchange, large)).contains(DeliveryState.DEAD);
        });
        assertThat(exchange.agency("G22").received())
                .noneMatch(came -> came.id().equals(small.id()) || came.id().equals(large.id()));
        assertThat(exchange.administration()
                        .deadLetters()
                        .list(Selection.ALL, 10)
                        .toString())
                .contains("LT-D03");
    }

    private static void an_exchange_that_goes_down_while_taking_takes_it_later_and_once(SimulatedExchange exchange)
            throws InterruptedException {
        exchange.faults().add(Fault.of("H29", Stage.ACCEPT, new Effect.Restart(), When.first(1)));
        Document letter = Letters.letter("H29", "G22");

        exchange.connect("H29").send(letter);

        exchange.awaitDocument("G22", came -> came.id().equals(letter.id()));
        assertThat(exchange.track(letter).orElseThrow().deliveries()).hasSize(1);
    }

    @Test
    void a_full_disk_is_in_the_way_of_documents_only() {
        FaultPlan plan = new FaultPlan(0, SimulatedClock.running());
        plan.add(new Fault(Optional.empty(), Stage.ACCEPT, new Effect.DiskFull(), When.ALWAYS));
        PlannedFaults planned = new PlannedFaults(plan, new Parties(), () -> {});
        EndpointId hue = new EndpointId("hue");
        Document letter = Letters.letter("H57", "G22");
        RoutingHeader recall = header(letter, Operation.RECALL);

        assertThat(planned.before(hue, header(letter, letter.operation()))
                        .orElseThrow()
                        .code())
                .isEqualTo(ErrorCode.DISK_FULL);
        assertThat(planned.before(hue, recall)).isEmpty();
    }

    @Test
    void a_restart_is_carried_out_by_another_thread() {
        AtomicInteger restarts = new AtomicInteger();
        FaultPlan plan = new FaultPlan(0, SimulatedClock.running());
        plan.add(new Fault(Optional.empty(), Stage.ACCEPT, new Effect.Restart(), When.first(1)));
        PlannedFaults planned = new PlannedFaults(plan, new Parties(), restarts::incrementAndGet);
        Document letter = Letters.letter("H57", "G22");

        assertThat(planned.before(new EndpointId("hue"), header(letter, letter.operation()))
                        .orElseThrow()
                        .code())
                .isEqualTo(ErrorCode.INTERNAL);
        await().atMost(SOON).until(() -> restarts.get() == 1);
    }

    @Test
    void a_restart_that_comes_too_late_opens_nothing() {
        SimulatedExchange exchange = SimulatedExchange.start("G22", "H29");
        int port = exchange.port();
        exchange.close();

        exchange.restart();

        assertThatThrownBy(() -> new Socket("localhost", port).close()).isInstanceOf(ConnectException.class);
    }

    @Test
    void what_was_opened_is_closed_when_an_agency_cannot_take_part() {
        assertThatThrownBy(() -> SimulatedExchange.builder()
                        .folder(folder)
                        .agencies("G22", "no code at all")
                        .start())
                .isInstanceOf(IllegalArgumentException.class);

        try (SimulatedExchange again =
                SimulatedExchange.builder().folder(folder).agencies("H29").start()) { // nobody holds the folder
            assertThat(again.port()).isPositive();
        }
    }

    private static RoutingHeader header(Document letter, Operation operation) {
        return RoutingHeader.document(
                letter.submission(),
                letter.from(),
                letter.recipients(),
                letter.id(),
                new RoutingHeader.DocumentTraits(
                        operation, letter.reference(), Optional.of(letter.subject()), letter.urgency()));
    }

    private static Document large() {
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        return Document.builder()
                .from("H29")
                .to("G22")
                .subject(Letters.letter("H29", "G22").subject())
                .number("9999/LT-LON", LocalDate.of(2026, 3, 16))
                .place("Hà Nội")
                .signer(Signer.of("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Thử"))
                .content(Attachment.of("lon.bin", content))
                .build();
    }

    private static Optional<DeliveryState> state(SimulatedExchange exchange, Document letter) {
        return exchange.track(letter).flatMap(tracked -> tracked.deliveries().stream()
                .map(delivery -> delivery.state())
                .findFirst());
    }

    /** A system that looks at no certificate. */
    private static void talkToWhoeverAnswers(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new Gullible()}, null);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                SSLSocket secured =
                        (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", port, true)) {
            secured.getOutputStream().write(1);
            assertThat(secured.getInputStream().read()).isNegative();
        }
    }

    private static final class Gullible implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
