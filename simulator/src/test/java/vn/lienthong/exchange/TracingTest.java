// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.testkit.Letters;
import vn.lienthong.testkit.RawSender;

/** A document's trace, from its sender through the exchange to its recipient and back with the status. */
final class TracingTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final BlockingQueue<StatusUpdate> statuses = new LinkedBlockingQueue<>();
    private SdkTracerProvider provider;
    private ExchangeFixture exchange;

    @BeforeEach
    void start() {
        provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exported))
                .build();
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(
                OpenTelemetrySdk.builder().setTracerProvider(provider).build());
        exchange = ExchangeFixture.start(data);
    }

    @AfterEach
    void stop() {
        exchange.close();
        provider.close();
        GlobalOpenTelemetry.resetForTest();
    }

    private ExchangeClient connect(String name, String agency, boolean traced) {
        ClientConfig config = exchange.endpoint(name, agency);
        return exchange.connect(config.withTracing(traced));
    }

    private SpanData span(String name) {
        List<SpanData> found = exported.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    private List<String> names() {
        return exported.getFinishedSpanItems().stream().map(SpanData::getName).toList();
    }

    @Test
    void a_trace_goes_to_the_recipient_and_comes_back_with_the_status() throws Exception {
        ExchangeClient hue = connect("hue", "H57", true);
        ExchangeClient government = connect("government", "G22", true);
        hue.inbox().onDocument(Delivery::acknowledge).onStatus(statuses::add).open();

        hue.send(Letters.letter("H57", "G22"));
        government.inbox().onDocument(Delivery::acknowledge).open();
        assertThat(statuses.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();

        await().atMost(SOON).untilAsserted(() -> assertThat(names())
                .containsExactlyInAnyOrder(
                        "send submit",
                        "receive inbox.government",
                        "process inbox.government",
                        "settle inbox.government",
                        "receive statuses.hue",
                        "process statuses.hue"));
        SpanData send = span("send submit");
        SpanData process = span("process inbox.government");
        SpanData settle = span("settle inbox.government");
        assertThat(exported.getFinishedSpanItems())
                .allMatch(one -> one.getTraceId().equals(send.getTraceId()));
        assertThat(send.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(process.getParentSpanId()).isEqualTo(send.getSpanId());
        assertThat(settle.getParentSpanId()).isEqualTo(process.getSpanId());
        assertThat(span("process statuses.hue").getParentSpanId()).isEqualTo(settle.getSpanId());
        assertThat(process.getAttributes().asMap().toString())
                .contains("messaging.system=lienthong", "messaging.destination.name=inbox.government");
    }

    @Test
    void what_fails_is_marked_and_each_attempt_is_seen() {
        ExchangeClient hue = connect("hue", "H57", true);
        ExchangeClient government = connect("government", "G22", true);
        hue.send(Letters.letter("H57", "G22"));
        AtomicInteger attempts = new AtomicInteger();
        government
                .inbox()
                .onDocument(delivery -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("the archive is away");
                    }
                    delivery.acknowledge();
                })
                .open();

        await().atMost(SOON).untilAsserted(() -> assertThat(names())
                .filteredOn(name -> name.equals("settle inbox.government"))
                .hasSize(2));
        await().atMost(SOON).untilAsserted(() -> assertThat(exported.getFinishedSpanItems())
                .filteredOn(span -> span.getName().equals("process inbox.government"))
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR, StatusCode.UNSET));
    }

    @Test
    void without_tracing_nothing_is_carried_and_nothing_is_seen() throws Exception {
        ExchangeClient hue = connect("hue", "H57", false);
        ExchangeClient government = connect("government", "G22", true);
        hue.inbox().onDocument(Delivery::acknowledge).onStatus(statuses::add).open();

        hue.send(Letters.letter("H57", "G22"));
        government.inbox().onDocument(Delivery::acknowledge).open();

        assertThat(statuses.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        government.close(); // whose handlers have ended then
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "00-00000000000000000000000000000000-b7ad6b7169203331-01", ""})
    void a_trace_that_cannot_be_read_is_none(String parent) throws Exception {
        ClientConfig hue = exchange.endpoint("hue", "H57");
        ExchangeClient government = connect("government", "G22", true);
        BlockingQueue<Document> taken = new LinkedBlockingQueue<>();
        government
                .inbox()
                .onDocument(delivery -> {
                    delivery.acknowledge();
                    taken.add(delivery.document());
                })
                .open();

        send(hue, Letters.letter("H57", "G22"), parent);

        assertThat(taken.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        government.close(); // whose handlers have ended then
        assertThat(names()).isEmpty();
    }

    @Test
    void a_trace_of_another_program_goes_on_unchanged() throws Exception {
        ClientConfig hue = exchange.endpoint("hue", "H57");
        ExchangeClient government = connect("government", "G22", true);
        government.inbox().onDocument(Delivery::acknowledge).open();

        send(hue, Letters.letter("H57", "G22"), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        await().atMost(SOON).untilAsserted(() -> assertThat(names()).contains("process inbox.government"));
        SpanData process = span("process inbox.government");
        assertThat(process.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(process.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    }

    /** What somebody sends whose program is not ours. */
    private static void send(ClientConfig from, Document document, String parent) throws Exception {
        RoutingHeader header = RoutingHeader.document(
                document.submission(),
                document.from(),
                document.recipients(),
                document.id(),
                RoutingHeader.DocumentTraits.NONE);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        document.writeTo(body);
        try (RawSender sender = RawSender.connect(from)) {
            String statement = sender.sign(RawSender.statement(header, body.toByteArray()));
            sender.send(header, body.toByteArray(), Map.of(HeaderNames.STATEMENT, statement, "traceparent", parent));
        }
    }
}
