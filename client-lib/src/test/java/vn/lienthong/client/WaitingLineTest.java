// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.Amendment;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

/** Who goes while others wait, and in which order. Inboxes of some agencies are full. */
final class WaitingLineTest {
    private static final AgencyId SELF = new AgencyId("H57");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final WaitingLine line = new WaitingLine();
    private final Map<Long, RoutingHeader> sent = new LinkedHashMap<>();
    private final List<String> full = new ArrayList<>();
    private Optional<Problem> obstacle = Optional.empty();
    private long now;

    @Test
    void what_goes_elsewhere_does_not_wait_behind_a_full_inbox() {
        full.add("H50");
        send(document("1", "H50"), document("2", "G22"), status("other", "H50"), document("3", "G09"));

        assertThat(gone()).containsExactly("2", "other", "3");
        assertThat(line.size()).isEqualTo(1);
    }

    @Test
    void documents_to_a_full_inbox_go_in_their_order_once_there_is_room() {
        full.add("H50");
        send(document("1", "H50"), document("2", "H50"), document("3", "H50"));
        assertThat(gone()).isEmpty();

        full.clear();
        now += LONG.toNanos();

        assertThat(gone()).containsExactly("1", "2", "3");
    }

    @Test
    void only_the_first_to_a_full_inbox_is_tried_again() {
        full.add("H50");
        send(document("1", "H50"), document("2", "H50"));
        gone();

        now += LONG.toNanos();

        assertThat(line.next(now)).map(place -> place.entry().number()).contains(1L);
    }

    @Test
    void the_old_and_the_new_code_are_one_recipient() {
        full.add("H50");
        send(document("1", "H50"), document("2", "000.00.00.H50"));

        assertThat(gone()).isEmpty();
        assertThat(line.holds()).extracting(OutboxHold::behind).containsExactly(1);
    }

    @Test
    void what_is_about_a_document_that_waits_waits_behind_it_whoever_gets_it() {
        full.add("H50");
        send(
                document("1", "H50"),
                amended("1", Operation.UPDATE, new Amendment(List.of(), List.of()), "G22"),
                amended("1", Operation.RECALL, new Amendment(List.of(), List.of()), "H50"),
                amended("2", Operation.REPLACE, new Amendment(List.of(), List.of(new DocumentId("1"))), "G22"),
                status("1", "G22"),
                status("2", "G22"),
                document("3", "G22"));

        assertThat(gone()).containsExactly("3");
        assertThat(line.holds()).singleElement().satisfies(hold -> {
            assertThat(hold.document()).isEqualTo(new DocumentId("1"));
            assertThat(hold.behind()).isEqualTo(5);
        });
    }

    @Test
    void a_recall_of_another_document_makes_room_and_does_not_wait() {
        full.add("H50");
        send(document("1", "H50"), amended("before", Operation.RECALL, new Amendment(List.of(), List.of()), "H50"));

        assertThat(gone()).containsExactly("before");
    }

    @Test
    void a_document_that_waits_for_one_recipient_does_not_hold_up_others_to_the_rest_of_its_recipients() {
        full.add("H50");
        send(document("circular", "G22", "H50", "G09"), document("2", "G22"), document("3", "H50"));

        assertThat(gone()).containsExactly("2");
        full.clear();
        now += LONG.toNanos();
        assertThat(gone()).containsExactly("circular", "3");
    }

    @Test
    void one_that_waits_behind_another_holds_up_only_what_is_about_its_document() {
        full.add("H50");
        send(document("1", "H50"), document("2", "H50", "G22"), status("2", "G22"), document("3", "G22"));

        assertThat(gone()).containsExactly("3");
    }

    @Test
    void while_no_documents_are_taken_at_all_only_the_first_is_tried_and_statuses_go() {
        obstacle = Optional.of(ErrorCode.TOO_MANY_DOCUMENTS.with("hue", "1"));
        send(document("1", "G22"), document("2", "G09"), status("other", "G22"));

        assertThat(gone()).containsExactly("other");
        assertThat(line.holds()).singleElement().satisfies(hold -> assertThat(hold.behind())
                .isEqualTo(1));
        obstacle = Optional.empty();
        now += LONG.toNanos();
        assertThat(gone()).containsExactly("1", "2");
    }

    @Test
    void one_whose_reason_changes_stops_those_that_were_held_for_themselves() {
        full.addAll(List.of("H50", "H49"));
        send(document("1", "H50"), document("2", "H49"));
        gone();
        assertThat(line.holds()).hasSize(2);

        obstacle = Optional.of(ErrorCode.DISK_FULL.with("90", "88"));
        now += LONG.toNanos();

        assertThat(gone()).isEmpty();
        assertThat(line.holds()).singleElement().satisfies(hold -> {
            assertThat(hold.problems()).extracting(Problem::code).containsExactly(ErrorCode.DISK_FULL);
            assertThat(hold.behind()).isEqualTo(1);
        });
        assertThat(line.untilNext(now)).get().isNotEqualTo(Duration.ZERO);
    }

    @Test
    void the_waits_grow_and_have_an_end() {
        full.add("H50");
        send(document("1", "H50"));
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            gone();
            waits.add(line.untilNext(now).orElseThrow());
            now += waits.get(i).toNanos();
        }

        assertThat(waits).isSorted().startsWith(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(waits.get(waits.size() - 1)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void one_that_comes_late_with_an_earlier_number_is_not_passed_over() {
        full.add("H50");
        sent.put(1L, document("1", "H50"));
        sent.put(2L, document("2", "H50"));
        line.add(entry(2), Instant.EPOCH);
        gone();
        line.add(entry(1), Instant.EPOCH);
        full.clear();

        now += LONG.toNanos();

        assertThat(gone()).containsExactly("1", "2");
    }

    @Test
    void what_says_nothing_about_one_submission_stops_all() {
        assertThat(Lane.letOthersGo(List.of(ErrorCode.CANNOT_CONNECT.with("localhost", "?"))))
                .isFalse();
        assertThat(Lane.letOthersGo(List.of(ErrorCode.CLOSED.with("localhost"))))
                .isFalse();
        assertThat(Lane.letOthersGo(List.of(ErrorCode.INBOX_FULL.with("2", "quiet", "2", "H50"))))
                .isTrue();
    }

    @Test
    void if_the_exchange_names_no_recipients_all_of_them_count_as_full() {
        assertThat(Lane.shutBy(List.of(ErrorCode.INBOX_FULL.with("2", "quiet", "2")), document("1", "H50", "G22")))
                .contains(new Lane.To(new AgencyId("H50")), new Lane.To(new AgencyId("G22")));
    }

    /** Goes through the line as far as it goes: the documents that went, or that statuses were about. */
    private List<String> gone() {
        List<String> gone = new ArrayList<>();
        for (Optional<WaitingLine.Place> next = line.next(now); next.isPresent(); next = line.next(now)) {
            WaitingLine.Place place = next.get();
            RoutingHeader header = sent.get(place.entry().number());
            if (line.stepsAside(place, header)) {
                continue;
            }
            List<Problem> problems = problems(header);
            if (problems.isEmpty()) {
                line.remove(place);
                gone.add(header.document().value());
            } else {
                line.hold(place, header, problems, now);
            }
        }
        return gone;
    }

    private List<Problem> problems(RoutingHeader header) {
        if (header.status().isPresent() || header.operation() == Operation.RECALL) {
            return List.of();
        }
        if (obstacle.isPresent()) {
            return List.of(obstacle.get());
        }
        return header.to().stream()
                .filter(to -> full.contains(to.value()))
                .map(to -> ErrorCode.INBOX_FULL.with("2", "of-" + to, "2", to.value()))
                .toList();
    }

    private void send(RoutingHeader... headers) {
        for (RoutingHeader header : headers) {
            long number = sent.size() + 1L;
            sent.put(number, header);
            line.add(entry(number), Instant.EPOCH);
        }
    }

    private static OutboxFolder.Entry entry(long number) {
        return new OutboxFolder.Entry(number, Path.of(number + ".submission"), 1);
    }

    private static RoutingHeader document(String id, String... to) {
        return RoutingHeader.document(
                SubmissionId.random(), SELF, agencies(to), new DocumentId(id), RoutingHeader.DocumentTraits.NONE);
    }

    private static RoutingHeader amended(String id, Operation operation, Amendment amendment, String to) {
        RoutingHeader.DocumentTraits traits =
                new RoutingHeader.DocumentTraits(operation, Optional.empty(), Optional.empty(), Urgency.NORMAL);
        return RoutingHeader.document(
                SubmissionId.random(), SELF, agencies(to), new DocumentId(id), traits.withAmendment(amendment));
    }

    private static RoutingHeader status(String about, String to) {
        return RoutingHeader.status(
                SubmissionId.random(), SELF, new AgencyId(to), new DocumentId(about), ProcessingStatus.COMPLETED);
    }

    private static List<AgencyId> agencies(String... codes) {
        return Arrays.stream(codes).map(AgencyId::new).toList();
    }
}
