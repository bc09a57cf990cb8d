// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.faults.FaultPlan;
import vn.lienthong.faults.FaultyLine;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.RoutingHeader.DocumentTraits;
import vn.lienthong.protocol.SubmissionId;

class PlannedHandOverTest {
    private static final AgencyId SYSTEM = new AgencyId("H29");
    private static final EndpointId ENDPOINT = new EndpointId("h29");

    private final FaultPlan plan = new FaultPlan(0, Clock.systemUTC());
    private final FaultyLine line = new FaultyLine(SYSTEM, plan, () -> -1);
    private final PlannedHandOver handOver = new PlannedHandOver(plan, parties(line));

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void one_that_comes_again_because_its_line_broke_while_it_was_taken_is_not_struck_as_the_next_one() {
        plan.add("H29 deliver drop after 1");
        plan.add("H29 deliver duplicate after 1");
        RoutingHeader first = document(1);
        assertThat(handedOver(first)).isTrue();

        assertThat(handedOver(first)).isTrue();
        assertThat(plan.strikes()).isEmpty();

        assertThat(handedOver(document(2))).isFalse();
        assertThat(plan.strikes()).extracting(FaultPlan.Strike::number).containsExactly(2, 2);
    }

    /** Whether the exchange hears that it was taken. */
    private boolean handedOver(RoutingHeader document) {
        assertThat(handOver.waits(ENDPOINT, document)).isFalse();
        handOver.begins(ENDPOINT, document);
        return !handOver.losesWord(ENDPOINT, document);
    }

    private static Parties parties(FaultyLine line) {
        Parties parties = new Parties();
        parties.know(ENDPOINT, SYSTEM, line);
        return parties;
    }

    private static RoutingHeader document(int number) {
        return RoutingHeader.document(
                new SubmissionId("submission-" + number),
                new AgencyId("G22"),
                List.of(SYSTEM),
                new DocumentId(number + "/BNV"),
                DocumentTraits.NONE);
    }
}
