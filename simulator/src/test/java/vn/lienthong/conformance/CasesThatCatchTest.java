// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.RecallRequest;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Order;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.scenario.CaseResult.Result;
import vn.lienthong.scenario.CaseRunner;
import vn.lienthong.scenario.Scenario;
import vn.lienthong.scenario.ScenarioReader;
import vn.lienthong.scenario.TestBench;
import vn.lienthong.scenario.TestBench.Patience;

/** Systems with bugs that none of the broken variants has, and the cases that say they find them. */
final class CasesThatCatchTest {
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(10), Duration.ofMillis(300));

    private static final Pattern NAME = Pattern.compile("AttachmentName>([^<]*)<");

    @TempDir
    Path folder;

    private final Set<String> register = ConcurrentHashMap.newKeySet();

    @Test
    void a_system_that_writes_files_under_the_names_they_come_with() {
        CaseResult result = run("L3-F09", this::writeAsNamed, RecallRequest::accept);

        assertThat(result.result()).as("%s", result.log()).isEqualTo(Result.FAILED);
        assertThat(result.mismatch().orElseThrow().got()).contains("x.pdf");
    }

    @Test
    void a_system_that_writes_them_under_names_of_its_own() {
        CaseResult result = run("L3-F09", this::take, RecallRequest::accept);

        assertThat(result.result()).as("%s %s", result.mismatch(), result.log()).isEqualTo(Result.PASSED);
    }

    @Test
    void a_system_that_keeps_what_has_a_hostile_name() {
        CaseResult result = run(
                "L3-F09",
                delivery -> {
                    if (names(delivery).stream().noneMatch(name -> name.contains(".."))) {
                        take(delivery);
                    }
                },
                RecallRequest::accept);

        assertThat(result.result()).as("%s", result.log()).isEqualTo(Result.FAILED);
    }

    @Test
    void a_system_that_never_answers_the_recall_of_what_it_never_had() {
        CaseResult result = run("L4-F07", this::take, recall -> {});

        assertThat(result.result()).as("%s", result.log()).isEqualTo(Result.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    are: ['01'], reason: '*'   | status 01 with a reason
                    one-of: ['15', '16']       | one of the statuses 15, 16
                    one-of: ['01', '02']       | ''
                    """)
    void what_is_said_and_with_which_reason(String statuses, String missed) throws IOException {
        String own =
                """
                - id: L3-F90
                  title: {vi: "…", en: "…"}
                  proves: {vi: "…", en: "…"}
                  requirement: {id: X-01, duty: MUST, clause: "-"}
                  steps:
                    - send: {as: doc}
                    - expect-statuses: {of: doc, STATUSES}
                """
                        .replace("STATUSES", statuses);
        List<Scenario> cases =
                ScenarioReader.read("own", new ByteArrayInputStream(own.getBytes(StandardCharsets.UTF_8)));

        CaseResult result = run(cases.get(0), this::take, RecallRequest::accept);

        assertThat(result.mismatch().map(CaseResult.Mismatch::expected).orElse(""))
                .startsWith(missed);
        assertThat(result.result()).isEqualTo(missed.isEmpty() ? Result.PASSED : Result.FAILED);
    }

    @Test
    void a_system_that_does_not_agree_to_that_recall_is_as_good_as_one_that_does() {
        CaseResult result = run("L4-F07", this::take, recall -> recall.refuse("không có văn bản này"));

        assertThat(result.result()).as("%s %s", result.mismatch(), result.log()).isEqualTo(Result.PASSED);
    }

    private void take(Delivery delivery) {
        register.add(delivery.document().id().value());
        delivery.acknowledge();
    }

    /** From the file itself: the library makes names harmless. */
    private void writeAsNamed(Delivery delivery) {
        for (String name : names(delivery)) {
            try {
                Files.writeString(folder.resolve(name), "a file");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        take(delivery);
    }

    private static List<String> names(Delivery delivery) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            delivery.document().writeTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return NAME.matcher(file.toString(StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private CaseResult run(String id, Consumer<Delivery> documents, Consumer<RecallRequest> recalls) {
        Scenario shipped = Ladder.shipped().cases().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        return run(shipped, documents, recalls);
    }

    private CaseResult run(Scenario one, Consumer<Delivery> documents, Consumer<RecallRequest> recalls) {
        try (TestBench bench = new TestBench(new AgencyId("H29"), PATIENCE, 0);
                ExchangeClient client = ExchangeClient.connect(bench.exchange().clientConfig("H29"))) {
            client.inbox().onDocument(documents).onRecall(recalls).open();
            bench.connect(this::show);
            return new CaseRunner(bench, CaseRunner.Listener.NONE)
                    .run(List.of(one))
                    .results()
                    .get(one.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer show(Order order) {
        boolean known = register.contains(order.document().orElse(""));
        return Answer.showing(new Answer.Shown(known ? 1 : 0, "arrived", Optional.empty(), List.of(), Map.of()));
    }
}
