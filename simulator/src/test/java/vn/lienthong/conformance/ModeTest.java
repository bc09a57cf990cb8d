// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.RuleCode;
import vn.lienthong.orders.Action;
import vn.lienthong.orders.Answer;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.scenario.CaseResult.Result;
import vn.lienthong.scenario.CaseRunner;
import vn.lienthong.scenario.Scenario;
import vn.lienthong.scenario.TestBench;
import vn.lienthong.simulator.Mode;
import vn.lienthong.testkit.Letters;

/** The same file with an error: refused and a failure in a strict run, taken and a warning in a lenient one. */
final class ModeTest {
    private static final TestBench.Patience PATIENCE =
            new TestBench.Patience(Duration.ofSeconds(15), Duration.ofMillis(100));

    @ParameterizedTest
    @EnumSource(Mode.class)
    void a_file_without_a_subject(Mode mode) throws InterruptedException {
        List<Scenario> cases = Ladder.shipped().cases().stream()
                .filter(one -> one.id().equals("L2-F01"))
                .toList();
        try (TestBench bench = new TestBench(new AgencyId("H29"), PATIENCE, 0, mode)) {
            bench.exchange().agency("H29"); // hears what becomes of its documents
            Document letter = Letters.letter("H29", "G22");
            bench.connect(order -> {
                if (order.action() != Action.SEND) {
                    return Answer.DONE;
                }
                bench.exchange().sendRaw("H29", letter, withoutSubject(letter));
                return Answer.sent(letter.id().value());
            });

            RunReport report = new Certification(bench, Clock.systemUTC())
                    .run(
                            new RunReport.Subject("H29", "Ủy ban thử", "?", RunReport.Manner.ORDERS),
                            2,
                            cases,
                            CaseRunner.Listener.NONE);

            CaseResult result = report.results().get(0);
            boolean strict = mode == Mode.STRICT;
            assertThat(result.result()).isEqualTo(strict ? Result.FAILED : Result.WARNING);
            assertThat(result.mismatch().orElseThrow().got()).contains(RuleCode.VALUE_MISSING.code());
            bench.exchange()
                    .agency("H29")
                    .awaitStatus(letter.id(), strict ? ProcessingStatus.REFUSED : ProcessingStatus.ARRIVED);
            assertThat(Reports.json(report)).contains("\"mode\" : \"" + (strict ? "strict" : "lenient") + "\"");
            assertThat(HtmlReport.of(report, Locale.ENGLISH).contains("No certificate"))
                    .isEqualTo(!strict);
        }
    }

    private static byte[] withoutSubject(Document letter) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            letter.writeTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString(StandardCharsets.UTF_8)
                .replaceAll("<edXML:Subject>[^<]*</edXML:Subject>", "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
