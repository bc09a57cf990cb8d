// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static vn.lienthong.broker.events.TestEvents.START;
import static vn.lienthong.broker.events.TestEvents.endpoint;
import static vn.lienthong.broker.events.TestEvents.submission;
import static vn.lienthong.broker.events.TestEvents.traits;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.End;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.RecordedEvent;
import vn.lienthong.broker.events.TestEvents;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;
import vn.lienthong.protocol.TrackedDocument.TrackedStatus;

/** What every ledger does, whatever database keeps it. */
abstract class LedgerSuite {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SetClock clock = new SetClock();

    @TempDir
    Path folder;

    final TestEvents events = new TestEvents();
    EventLog log;
    Ledger ledger;
    private long origin;

    /** Where this ledger is kept, empty at first. */
    abstract LedgerSettings settings();

    /** Makes the place that {@link #settings} names out of reach until {@link #reach}. */
    abstract void hide() throws Exception;

    abstract void reach() throws Exception;

    @BeforeEach
    void open() throws Exception {
        log = new EventLog(folder.resolve("events"), DataSize.ofMebibytes(1));
        ledger = start();
    }

    @AfterEach
    void close() {
        ledger.close();
        log.close();
    }

    @Test
    void an_accepted_document_is_queued_for_each_recipient() throws Exception {
        log(events.accepted("s1", "VB 1", "H29", "H29.13"));

        TrackedDocument document = track("VB 1");
        assertThat(document.reference()).contains("12/QĐ-UBND");
        assertThat(document.subject()).contains("Về việc phòng, chống bão");
        assertThat(document.accepted()).contains(START);
        assertThat(document.deliveries())
                .extracting(TrackedDelivery::agency, TrackedDelivery::state, TrackedDelivery::since)
                .containsExactly(
                        tuple(new AgencyId("H29"), DeliveryState.QUEUED, START),
                        tuple(new AgencyId("H29.13"), DeliveryState.QUEUED, START));
        List<Event.SubmissionKey> queued = new ArrayList<>();
        ledger.queuedAt(endpoint("H29"), queued::add);
        assertThat(queued).containsExactly(submission("s1"));
        assertThat(ledger.sums().states()).containsEntry(DeliveryState.QUEUED, 2L);
    }

    /** Events of one batch are written together, those of several one after the other: it must not show. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void taking_a_document_and_reporting_on_it(boolean together) throws Exception {
        log(
                together,
                events.accepted("s1", "VB 1", "H29", "H30", "H31", "H32"),
                events.status("VB 1", "H29", ProcessingStatus.ARRIVED),
                events.ended("s1", "H29", End.TAKEN, 2),
                events.ended("s1", "H30", End.DEAD, 10),
                events.ended("s1", "H31", End.EXPIRED, 0),
                events.status("VB 1", "H29", ProcessingStatus.RECEIVED));

        TrackedDocument document = track("VB 1");
        assertThat(document.deliveries())
                .extracting(TrackedDelivery::state)
                .containsExactly(
                        DeliveryState.DELIVERED, DeliveryState.DEAD, DeliveryState.EXPIRED, DeliveryState.QUEUED);
        TrackedDelivery taken = document.deliveries().get(0);
        assertThat(taken.attempts()).isEqualTo(2);
        assertThat(taken.since()).isEqualTo(START.plusSeconds(2));
        assertThat(taken.status()).contains(ProcessingStatus.RECEIVED);
        assertThat(taken.statusSince()).contains(START.plusSeconds(5));
        assertThat(document.deliveries().get(3).status()).isEmpty();
        assertThat(document.statuses())
                .extracting(TrackedStatus::status)
                .containsExactly(ProcessingStatus.ARRIVED, ProcessingStatus.RECEIVED);
        assertThat(ledger.sums().states())
                .isEqualTo(Map.of(
                        DeliveryState.QUEUED, 1L,
                        DeliveryState.DELIVERED, 1L,
                        DeliveryState.DEAD, 1L,
                        DeliveryState.EXPIRED, 1L,
                        DeliveryState.RECALLED, 0L));
        assertThat(ledger.endpointsWithQueued()).containsExactly(endpoint("H32"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_status_that_comes_late_or_again_is_recorded_and_moves_nothing_back(boolean together) throws Exception {
        log(
                together,
                events.accepted("s1", "VB 1", "H29"),
                events.status("VB 1", "H29", ProcessingStatus.IN_PROGRESS),
                events.status("VB 1", "H29", ProcessingStatus.RECEIVED),
                events.status("VB 1", "H29", ProcessingStatus.COMPLETED),
                events.status("VB 1", "H29", ProcessingStatus.REFUSED),
                events.status("VB 1", "H29", ProcessingStatus.IN_PROGRESS));

        TrackedDocument document = track("VB 1");
        assertThat(document.deliveries().get(0).status()).contains(ProcessingStatus.COMPLETED);
        assertThat(document.deliveries().get(0).statusSince()).contains(START.plusSeconds(3));
        assertThat(document.statuses()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_delivery_ends_once(boolean together) throws Exception {
        log(
                together,
                events.accepted("s1", "VB 1", "H29"),
                events.ended("s1", "H29", End.TAKEN, 1),
                events.ended("s1", "H29", End.EXPIRED, 3));

        TrackedDelivery delivery = track("VB 1").deliveries().get(0);
        assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery.attempts()).isEqualTo(1);
    }

    /** Acceptances and ends reach the log by different threads. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_end_and_a_status_may_come_before_the_acceptance(boolean together) throws Exception {
        Event acceptance = events.accepted("s1", "VB 1", "H29", "H30");
        log(
                together,
                events.ended("s1", "H29", End.TAKEN, 1),
                events.status("VB 1", "H29", ProcessingStatus.ARRIVED),
                acceptance);

        TrackedDocument document = track("VB 1");
        assertThat(document.accepted()).contains(START);
        assertThat(document.deliveries())
                .extracting(TrackedDelivery::state)
                .containsExactly(DeliveryState.DELIVERED, DeliveryState.QUEUED);
        assertThat(document.deliveries().get(0).status()).contains(ProcessingStatus.ARRIVED);
        assertThat(document.deliveries().get(1).status()).isEmpty();
    }

    @Test
    void a_status_on_an_unknown_document_is_kept() throws Exception {
        log(events.status("VB 9", "H29", ProcessingStatus.ARRIVED));

        TrackedDocument document = track("VB 9");
        assertThat(document.accepted()).isEmpty();
        assertThat(document.deliveries()).isEmpty();
        assertThat(document.statuses()).hasSize(1);
    }

    /** An update goes to some recipients again: what they say is about the document, whichever message brought it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_status_counts_for_all_deliveries_of_the_document_to_the_agency(boolean together) throws Exception {
        log(events.accepted("s1", "VB 1", "H29"));
        log(
                together,
                events.accepted("s2", "VB 1", traits("13/QĐ-UBND", "Sửa đổi"), "H29"),
                events.status("VB 1", "H29", ProcessingStatus.RECEIVED));

        TrackedDocument document = track("VB 1");
        assertThat(document.reference()).contains("13/QĐ-UBND");
        assertThat(document.accepted()).contains(START);
        assertThat(document.deliveries())
                .extracting(TrackedDelivery::status)
                .containsExactly(Optional.of(ProcessingStatus.RECEIVED), Optional.of(ProcessingStatus.RECEIVED));
    }

    @Test
    void a_submission_id_used_again_does_not_stop_the_ledger() throws Exception {
        log(false, events.accepted("s1", "VB 1", "H29"), events.accepted("s1", "VB 2", "H29"));
        log(events.ended("s1", "H29", End.TAKEN, 1));

        assertThat(track("VB 1").deliveries().get(0).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(track("VB 2").deliveries().get(0).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void sums_add_up_unless_something_ended_that_never_began() throws Exception {
        log(events.accepted("s1", "VB 1", "H29", "H30"), events.ended("s1", "H29", End.TAKEN, 1));
        assertThat(ledger.sums().accepted()).isEqualTo(2);
        assertThat(ledger.sums().addUp()).isTrue();

        log(events.ended("s9", "H29", End.TAKEN, 1));
        assertThat(ledger.sums().endsWithoutAcceptance()).isEqualTo(1);
        assertThat(ledger.sums().addUp()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"phong chong bao", "PHÒNG", "12/QĐ-UBND", "12/qd-ubnd", "12", "qđ-ub", "bão ubnd", "", "%", "!_"
            })
    void words_are_found_without_regard_to_diacritics(String words) throws Exception {
        log(events.accepted("s1", "VB 1", "H29"), events.accepted("s2", "VB 2", traits("7/100%_!", "Khác"), "H29"));

        List<TrackedDocument> found = ledger.find(search(words));
        assertThat(found).extracting(document -> document.document().value()).contains("VB 1");
        assertThat(found).hasSize(words.matches("[%!_]*") ? 2 : 1); // signs alone are not looked for
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "7/100", "7/1", "kha", "100'", "7\\"})
    void signs_part_words_and_a_word_may_be_begun(String words) throws Exception {
        log(events.accepted("s1", "VB 1", "H29"), events.accepted("s2", "VB 2", traits("7/100%_!", "Khác"), "H29"));

        assertThat(ledger.find(search(words)))
                .extracting(document -> document.document().value())
                .containsExactly("VB 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hac", "00", "100/7", "7-kha-c", "phong khac", "12/ubnd"})
    void the_middle_of_a_word_and_joined_words_in_another_order_are_not_found(String words) throws Exception {
        log(events.accepted("s1", "VB 1", "H29"), events.accepted("s2", "VB 2", traits("7/100%_!", "Khác"), "H29"));

        assertThat(ledger.find(search(words))).isEmpty();
    }

    @Test
    void a_document_is_found_by_its_latest_subject_only() throws Exception {
        log(events.accepted("s1", "VB 1", traits("7/TB", "Họp giao ban"), "H29"));
        log(events.accepted("s2", "VB 1", traits("7/TB", "Hoãn cuộc họp"), "H29"));

        assertThat(ledger.find(search("hoan hop"))).hasSize(1);
        assertThat(ledger.find(search("giao ban"))).isEmpty();
    }

    @Test
    void all_conditions_together_have_to_be_met() throws Exception {
        log(
                events.accepted("s1", "VB 1", traits("1/TB", "Họp"), "H29", "H30"),
                events.accepted("s2", "VB 2", traits("2/TB", "Họp"), "H30"),
                events.accepted("s3", "VB 3", traits("3/TB", "Khác"), "H29"),
                events.ended("s1", "H29", End.DEAD, 10),
                events.ended("s2", "H30", End.DEAD, 10),
                events.ended("s3", "H29", End.TAKEN, 1));

        assertThat(ids(search("hop", "H29", DeliveryState.DEAD))).containsExactly("VB 1");
        assertThat(ids(search("hop", "H30", DeliveryState.QUEUED))).containsExactly("VB 1");
        assertThat(ids(search("", "H30", DeliveryState.DEAD))).containsExactly("VB 2");
        assertThat(ids(search("", "H29", DeliveryState.DELIVERED))).containsExactly("VB 3");
        assertThat(ids(search("tb", "H30", DeliveryState.DELIVERED))).isEmpty();
    }

    /** More than are looked at one by one, so it has to begin with something else. */
    @Test
    void a_frequent_word_is_found_together_with_anything_else() throws Exception {
        append(events.accepted("oldest", "VB oldest", traits("1/TB", "Họp cuối năm"), "H29", "H30"));
        append(events.ended("oldest", "H30", End.DEAD, 10));
        appendMany(0, 6_000, "Họp");
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
        assertThatTheOldestIsFoundAmongMany();

        appendMany(6_000, 8_100, "Khác"); // the newest do not have it, so it seems to be rare
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
        assertThatTheOldestIsFoundAmongMany();
    }

    private void appendMany(int from, int until, String subject) throws IOException {
        for (int i = from; i < until; i += 100) {
            append(IntStream.range(i, i + 100)
                    .mapToObj(n -> events.accepted("s" + n, "VB " + n, traits(n + "/QĐ", subject), "H31"))
                    .toArray(Event[]::new));
        }
    }

    private void assertThatTheOldestIsFoundAmongMany() {
        assertThat(ids(search("hop"))).hasSize(10).first().isEqualTo("VB 5999");
        assertThat(ids(search("hop", "H30", DeliveryState.DEAD))).containsExactly("VB oldest");
        assertThat(ids(search("hop", "H29", DeliveryState.QUEUED))).containsExactly("VB oldest");
        assertThat(ids(search("hop cuoi"))).containsExactly("VB oldest");
        assertThat(ids(new Search(
                        Optional.of("hop"),
                        Optional.of(TestEvents.SENDER),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(START.plusSeconds(2)),
                        10)))
                .containsExactly("VB oldest");
    }

    @Test
    void documents_are_found_by_sender_recipient_state_and_time() throws Exception {
        log(
                events.accepted("s1", "VB 1", "H29"),
                events.accepted("s2", "VB 2", "H30"),
                events.ended("s2", "H30", End.DEAD, 10));
        Optional<AgencyId> none = Optional.empty();

        assertThat(ids(new Search(
                        Optional.empty(),
                        none,
                        Optional.of(new AgencyId("H29")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        10)))
                .containsExactly("VB 1");
        assertThat(ids(new Search(
                        Optional.empty(),
                        none,
                        none,
                        Optional.of(DeliveryState.DEAD),
                        Optional.empty(),
                        Optional.empty(),
                        10)))
                .containsExactly("VB 2");
        assertThat(ids(new Search(
                        Optional.empty(),
                        Optional.of(new AgencyId("000.00.00.G22")),
                        none,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(START.plusSeconds(1)),
                        10)))
                .containsExactly("VB 1");
        assertThat(ids(new Search(
                        Optional.empty(), none, none, Optional.empty(), Optional.empty(), Optional.empty(), 1)))
                .containsExactly("VB 2");
    }

    @Test
    void a_ledger_that_is_rebuilt_says_the_same() throws Exception {
        log(
                false,
                events.accepted("s1", "VB 1", "H29", "H30"),
                events.ended("s1", "H29", End.TAKEN, 1),
                events.status("VB 1", "H29", ProcessingStatus.ARRIVED),
                events.accepted("s2", "VB 2", "H29"));
        List<TrackedDocument> before = ledger.find(search(""));

        ledger.rebuild();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();

        assertThat(ledger.find(search(""))).hasSize(2).isEqualTo(before);
    }

    @Test
    void it_goes_on_where_it_stopped() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"));
        ledger.close();
        append(events.ended("s1", "H29", End.TAKEN, 1), events.accepted("s2", "VB 2", "H29"));
        ledger = start();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();

        assertThat(track("VB 1").deliveries().get(0).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(track("VB 2").deliveries()).hasSize(1);
    }

    @Test
    void a_database_out_of_reach_holds_up_nothing_and_is_caught_up() throws Exception {
        ledger.close();
        hide();
        ledger = start();
        append(events.accepted("s1", "VB 1", "H29"));

        assertThat(ledger.awaitNow(Duration.ofMillis(300))).isFalse();
        assertThat(ledger.lag()).isEqualTo(1);
        assertThatExceptionOfType(RefusalException.class)
                .isThrownBy(() -> ledger.track("VB 1"))
                .satisfies(refused ->
                        assertThat(refused.refusal().problems().get(0).code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE));

        reach();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
        assertThat(track("VB 1").deliveries()).hasSize(1);
    }

    @Test
    void what_waits_too_long_is_overdue_once_and_cleared_when_it_is_taken() throws Exception {
        log(events.accepted("s1", "VB 1", "H29", "H26")); // Monday 2 March 2026, 8:00 in Vietnam
        clock.now = monday(16, 59);
        assertThat(overdue()).isEmpty();

        clock.now = monday(17, 0);
        assertThat(overdue()).containsExactlyInAnyOrder("NOT_ARRIVED VB 1 H29", "NOT_ARRIVED VB 1 H26");
        assertThat(overdue()).hasSize(2);
        assertThat(ledger.overdue(Optional.empty(), Optional.empty(), 10).get(0).deadline())
                .isEqualTo(monday(17, 0));

        log(events.ended("s1", "H29", End.TAKEN, 1));
        assertThat(overdue()).contains("NOT_ARRIVED VB 1 H26").doesNotContain("NOT_ARRIVED VB 1 H29");
    }

    @Test
    void what_is_urgent_is_overdue_sooner() throws Exception {
        log(
                events.accepted(
                        "s1",
                        "VB 1",
                        detailed(Operation.NEW, Urgency.ofCode(4).orElseThrow(), Optional.empty()),
                        "H29"),
                events.accepted("s2", "VB 2", "H29"));
        clock.now = monday(8, 31);

        assertThat(overdue()).containsExactly("NOT_ARRIVED VB 1 H29");
    }

    @Test
    void what_is_delivered_is_answered_by_the_end_of_the_working_day() throws Exception {
        log(events.accepted("s1", "VB 1", "H29", "H26"));
        log(events.ended("s1", "H29", End.TAKEN, 1), events.ended("s1", "H26", End.TAKEN, 1));
        log(
                events.status("VB 1", "H26", ProcessingStatus.RECEIVED),
                events.status("VB 1", "H29", ProcessingStatus.ARRIVED));
        clock.now = monday(16, 59);
        assertThat(overdue()).isEmpty();

        clock.now = monday(17, 0);
        assertThat(overdue()).containsExactly("NOT_ANSWERED VB 1 H29");

        log(events.status("VB 1", "H29", ProcessingStatus.REFUSED));
        assertThat(overdue()).isEmpty();
    }

    @Test
    void what_is_due_is_completed_by_the_end_of_its_day() throws Exception {
        Optional<LocalDate> tuesday = Optional.of(LocalDate.of(2026, 3, 3));
        log(events.accepted("s1", "VB 1", detailed(Operation.NEW, Urgency.NORMAL, tuesday), "H29"));
        log(events.ended("s1", "H29", End.TAKEN, 1), events.status("VB 1", "H29", ProcessingStatus.RECEIVED));
        clock.now = monday(16, 59).plus(Duration.ofDays(1));
        assertThat(overdue()).isEmpty();

        clock.now = monday(17, 0).plus(Duration.ofDays(1));
        assertThat(overdue()).containsExactly("NOT_COMPLETED VB 1 H29");

        log(events.status("VB 1", "H29", ProcessingStatus.COMPLETED));
        assertThat(overdue()).isEmpty();
    }

    @Test
    void a_recall_is_answered_within_two_working_days() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"), events.ended("s1", "H29", End.TAKEN, 1));
        log(events.status("VB 1", "H29", ProcessingStatus.RECEIVED));
        log(events.accepted("s2", "VB 1", detailed(Operation.RECALL, Urgency.NORMAL, Optional.empty()), "H29"));
        log(events.ended("s2", "H29", End.TAKEN, 1));
        clock.now = monday(16, 59).plus(Duration.ofDays(1));
        assertThat(overdue()).isEmpty();

        clock.now = monday(9, 0).plus(Duration.ofDays(2));
        assertThat(overdue()).containsExactly("RECALL_UNANSWERED VB 1 H29");

        log(events.status("VB 1", "H29", ProcessingStatus.AGREED));
        assertThat(overdue()).isEmpty();
    }

    @Test
    void what_is_overdue_is_found_again_after_a_rebuild() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"));
        clock.now = monday(17, 0);
        assertThat(overdue()).hasSize(1);

        ledger.rebuild();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();

        assertThat(overdue()).containsExactly("NOT_ARRIVED VB 1 H29");
    }

    @Test
    void the_report_of_a_period_counts_answers_by_agency_in_working_time() throws Exception {
        log(
                events.accepted("s1", "VB 1", "H29", "H26"),
                events.accepted("s2", "VB 2", "H29"),
                events.accepted("s3", "VB 3", "H29"));
        for (String submission : List.of("s1", "s2", "s3")) {
            log(events.ended(submission, "H29", End.TAKEN, 1));
        }
        log(events.ended("s1", "H26", End.TAKEN, 1));
        log(
                events.status("VB 1", "H29", ProcessingStatus.RECEIVED),
                events.status("VB 2", "H29", ProcessingStatus.REFUSED));

        List<ResponseReport> reports = ledger.responses(TestEvents.START, TestEvents.START.plus(Duration.ofDays(1)));

        assertThat(reports).hasSize(2);
        ResponseReport silent = reports.get(0);
        assertThat(silent.agency()).isEqualTo(new AgencyId("H26"));
        assertThat(silent.silent()).isEqualTo(1);
        assertThat(silent.median()).isEmpty();
        ResponseReport report = reports.get(1);
        assertThat(report.delivered()).isEqualTo(3);
        assertThat(report.answered()).isEqualTo(2);
        assertThat(report.silent()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.slowest()).contains(Duration.ofSeconds(4));
        assertThat(ledger.responses(
                        TestEvents.START.plus(Duration.ofDays(1)), TestEvents.START.plus(Duration.ofDays(2))))
                .isEmpty();
    }

    private List<String> overdue() throws Exception {
        assertThat(ledger.scanNow(PATIENCE)).isTrue();
        return ledger.overdue(Optional.empty(), Optional.empty(), 100).stream()
                .map(overdue -> overdue.rule() + " " + overdue.document() + " " + overdue.agency())
                .toList();
    }

    private static Instant monday(int hour, int minute) {
        return LocalDate.of(2026, 3, 2)
                .atTime(hour, minute)
                .atZone(VietnamTime.ZONE)
                .toInstant();
    }

    private static RoutingHeader.DocumentTraits detailed(
            Operation operation, Urgency urgency, Optional<LocalDate> due) {
        return new RoutingHeader.DocumentTraits(operation, Optional.of("1/UBND"), Optional.empty(), urgency, due);
    }

    /** A clock that a test sets. */
    private static final class SetClock extends Clock {
        private volatile Instant now = TestEvents.START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    Ledger start() {
        Ledger started = new Ledger(log, settings(), folder.resolve("ledger.db"), Deadlines.usual(clock));
        started.start();
        return started;
    }

    /** Writes events and waits until they are in the ledger. */
    final void log(Event... written) throws Exception {
        log(true, written);
    }

    final void log(boolean together, Event... written) throws Exception {
        if (together) {
            append(written);
            assertThat(ledger.awaitNow(PATIENCE)).isTrue();
        } else {
            for (Event event : written) {
                log(event);
            }
        }
    }

    final void append(Event... written) throws IOException {
        List<RecordedEvent> recorded = new ArrayList<>();
        Arrays.stream(written).forEach(event -> recorded.add(new RecordedEvent(++origin, event)));
        log.append(recorded);
    }

    final TrackedDocument track(String document) {
        return ledger.track(TestEvents.SENDER, TestEvents.document(document).id())
                .orElseThrow();
    }

    private List<String> ids(Search search) {
        return ledger.find(search).stream()
                .map(document -> document.document().value())
                .toList();
    }

    private static Search search(String words, String to, DeliveryState state) {
        return new Search(
                Optional.of(words),
                Optional.empty(),
                Optional.of(new AgencyId(to)),
                Optional.of(state),
                Optional.empty(),
                Optional.empty(),
                10);
    }

    private static Search search(String words) {
        return new Search(
                Optional.of(words),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
    }
}
