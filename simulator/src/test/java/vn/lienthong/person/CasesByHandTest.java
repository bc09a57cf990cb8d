// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.conformance.Ladder;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.orders.Action;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Order;
import vn.lienthong.orders.OrderTaker;
import vn.lienthong.orders.Sight;
import vn.lienthong.orders.Sought;
import vn.lienthong.referencedms.ReferenceDms;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.scenario.CaseResult.Result;
import vn.lienthong.scenario.CaseRunner;
import vn.lienthong.scenario.Scenario;
import vn.lienthong.scenario.ScenarioReader;
import vn.lienthong.scenario.TestBench;

/** The cases of the ladder as they are, with a clerk who is told in words what to do at the screen of the reference system. */
final class CasesByHandTest {
    private static final AgencyId AGENCY = new AgencyId("H29");
    private static final String MANUAL =
            """
            - id: L2-N90
              title: {vi: "Rút cáp", en: "The cable"}
              proves: {vi: "…", en: "…"}
              requirement: {id: X-01, duty: MUST, clause: "-"}
              steps:
                - manual: {vi: "Rút cáp mạng rồi cắm lại.", en: "Pull the network cable and put it back."}
                - ask: {do: send, as: doc, to: [G22]}
                - expect-document: {of: doc, at: [G22]}
            """;

    @TempDir
    Path folder;

    @Test
    void the_same_cases_pass_by_hand_and_what_the_clerk_cannot_see_is_left_to_people() throws Exception {
        List<Scenario> cases = Ladder.shipped().cases().stream()
                .filter(one -> one.id().matches("L2-N0[138]|L2-F03|L3-N01|L4-N0[23]"))
                .toList();
        try (TestBench bench = bench();
                ReferenceDms system = system(bench)) {
            Clerk clerk = new Clerk(system.desk(), folder.resolve("files"));
            bench.connect(clerk);

            Map<String, CaseResult> results =
                    new CaseRunner(bench, CaseRunner.Listener.NONE).run(cases).results();

            assertThat(results).hasSize(cases.size()).allSatisfy((id, result) -> assertThat(result.result())
                    .as("%s %s %s", id, result.mismatch(), result.log())
                    .isEqualTo(id.equals("L3-N01") ? Result.REVIEW : Result.PASSED));
            assertThat(results.get("L3-N01").reviews().get(0).english()).contains("not looked at: FILES");
        }
    }

    @Test
    void a_manual_step_is_done_or_refused_by_a_person_and_left_to_one_when_nobody_is_there() throws Exception {
        List<Scenario> cases =
                ScenarioReader.read("own", new ByteArrayInputStream(MANUAL.getBytes(StandardCharsets.UTF_8)));
        try (TestBench bench = bench();
                ReferenceDms system = system(bench)) {
            bench.connect(system.desk());
            CaseRunner runner = new CaseRunner(bench, CaseRunner.Listener.NONE);

            CaseResult alone = runner.run(cases).results().get("L2-N90");
            assertThat(alone.result()).isEqualTo(Result.REVIEW);
            assertThat(alone.reviews().get(0).vietnamese()).contains("Rút cáp");

            bench.accompany(talk("done"));
            assertThat(runner.run(cases).results().get("L2-N90").result()).isEqualTo(Result.PASSED);

            bench.accompany(talk("cannot the rack is locked"));
            CaseResult refused = runner.run(cases).results().get("L2-N90");
            assertThat(refused.result()).isEqualTo(Result.FAILED);
            assertThat(refused.mismatch().orElseThrow().got()).isEqualTo("Hà could not: the rack is locked");
        }
    }

    private static TestBench bench() {
        return new TestBench(AGENCY, new TestBench.Patience(Duration.ofSeconds(15), Duration.ofMillis(300)), 0);
    }

    private ReferenceDms system(TestBench bench) {
        return ReferenceDms.start(bench.exchange().clientConfig("H29"), AGENCY, folder.resolve("dms"));
    }

    private static Conversation talk(String line) {
        return conversation(new BufferedReader(Reader.nullReader()) {
            @Override
            public String readLine() {
                return line;
            }
        });
    }

    private static Conversation conversation(BufferedReader in) {
        return new Conversation(in, line -> {}, Locale.ENGLISH, Optional.of("Hà"), Clock.systemUTC());
    }

    /** Reads what is asked for, does it at the screen and types what came of it; saves no files. */
    private static final class Clerk implements OrderTaker {
        private static final int MOST_LOOKS = 1_200;
        private static final List<String> STATES = List.of(
                "unknown",
                "arrived",
                "registered",
                "assigned",
                "in-progress",
                "completed",
                "refused",
                "cancelled",
                "replaced",
                "waiting",
                "sent");
        private final OrderTaker screen;
        private final ByHand hand;
        private int looks;
        private String asked = "";
        private Order order = Order.about(Action.SHOW, "-", "");

        Clerk(OrderTaker screen, Path folder) {
            this.screen = screen;
            BufferedReader keyboard = new BufferedReader(Reader.nullReader()) {
                @Override
                public String readLine() throws IOException {
                    return type();
                }
            };
            this.hand = new ByHand(
                    new Conversation(
                            keyboard, line -> asked = line, Locale.ENGLISH, Optional.of("Hà"), Clock.systemUTC()),
                    folder);
        }

        @Override
        public Answer carryOut(Order what) {
            order = what;
            return hand.carryOut(what);
        }

        @Override
        public Sight look(Order show, Sought sought) {
            order = show;
            looks = 0;
            return hand.look(show, sought);
        }

        private boolean isLetter() {
            return List.of(Action.SEND, Action.UPDATE, Action.REPLACE).contains(order.action());
        }

        private String again() {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            return ++looks < MOST_LOOKS ? "" : "that is so";
        }

        private String type() {
            Answer answer = screen.carryOut(order);
            if (order.action() != Action.SHOW) {
                return answer.problem()
                        .filter(why -> !isLetter() || answer.document().isEmpty())
                        .map(why -> "cannot " + why)
                        .or(() -> answer.document().filter(id -> isLetter()))
                        .orElse("done");
            }
            Answer.Shown shown = answer.shown().orElseGet(Answer.Shown::unknown);
            if (asked.contains("in the register")) {
                return Integer.toString(shown.copies());
            } else if (asked.contains("state")) {
                return Integer.toString(STATES.indexOf(shown.state()));
            } else if (asked.contains("reason")) {
                return shown.reason().orElse("");
            }
            return asked.contains("look again") ? again() : ""; // no files are saved
        }
    }
}
