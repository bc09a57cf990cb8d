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
import java.nio.file.Files;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.broker.calendar.CalendarFile;
import vn.lienthong.broker.calendar.WorkingHours;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.End;
import vn.lienthong.broker.events.Event.RecallReminded;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.RecordedEvent;
import vn.lienthong.broker.events.Subjects;
import vn.lienthong.broker.events.TestEvents;
import vn.lienthong.broker.ledger.Incident.Kind;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.Amendment;
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
    private static final RoutingHeader.DocumentTraits RECALL =
            new RoutingHeader.DocumentTraits(Operation.RECALL, Optional.empty(), Optional.empty(), Urgency.NORMAL);

    private final SetClock clock = new SetClock();
    private Deadlines deadlines = Deadlines.usual(clock);

    @TempDir
    Path folder;

    final TestEvents events = new TestEvents();
    EventLog log;
    Ledger ledger;
    private long origin;

    /** Where this ledger is kept, empty at first. */
    abstract LedgerSettings settings(Subjects subjects);

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
    void it_says_what_keeps_it() throws Exception {
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
        assertThat(ledger.product().orElseThrow()).matches("(SQLite|PostgreSQL) \\d.*");
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
        assertThat(queuedAt("H29")).containsExactly(submission("s1"));
        assertThat(ledger.sums().states()).containsEntry(DeliveryState.QUEUED, 2L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_befell_a_delivery_on_its_way_is_kept(boolean together) throws Exception {
        log(
                together,
                events.accepted("s1", "VB 1", "H29", "H30"),
                events.ended("s1", "H29", End.DEAD, 10),
                events.settled("s1", "H29", Outcome.RETRIED),
                events.ended("s1", "H30", End.TAKEN, 1),
                events.ended("s1", "H29", End.DEAD, 10),
                events.settled("s1", "H29", Outcome.RETURNED));

        assertThat(ledger.incidents(TestEvents.SENDER, new DocumentId("VB 1")))
                .extracting(
                        Incident::kind,
                        incident -> incident.at().getEpochSecond() - START.getEpochSecond(),
                        Incident::operator)
                .containsExactly(
                        tuple(Kind.DEAD, 1L, Optional.empty()),
                        tuple(Kind.RETRIED, 2L, Optional.of("lan")),
                        tuple(Kind.DEAD, 4L, Optional.empty()),
                        tuple(Kind.RETURNED, 5L, Optional.of("lan")));
        assertThat(ledger.incidents(TestEvents.SENDER, new DocumentId("VB 1")).get(0))
                .isEqualTo(new Incident(
                        new AgencyId("H29"),
                        endpoint("H29"),
                        Kind.DEAD,
                        START.plusSeconds(1),
                        Optional.of(10),
                        Optional.empty(),
                        Optional.of("database full")));
    }

    /** What an operator writes into a form or a program sends may hold anything. */
    @Test
    void a_reason_with_signs_no_database_takes_stops_nothing() throws Exception {
        log(
                events.accepted("s1", "VB 1", "H29"),
                events.ended("s1", "H29", End.DEAD, 10),
                events.settled("s1", "H29", new Event.Settlement(Outcome.RETURNED, "lan", Optional.of("a\0b\nc"))));

        assertThat(ledger.incidents(TestEvents.SENDER, new DocumentId("VB 1")))
                .last()
                .returns(Optional.of("a b c"), Incident::words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"V/v \0 phòng, chống", "a line\nand another", "half of a character \ud83d", "\uac01\uac02\uac03"
            })
    void a_subject_of_any_characters_stops_nothing(String characters) throws Exception {
        String subject = characters.repeat(500 / characters.length());

        log(events.accepted("s1", "VB 1", TestEvents.traits("1/" + characters, subject), "H29"));
        log(events.accepted("s2", "VB 2", "H29"));

        assertThat(track("VB 1").subject().orElseThrow())
                .hasSizeLessThanOrEqualTo(500)
                .doesNotContain("\0", "\n");
        assertThat(track("VB 2").subject()).isPresent();
        assertThat(ledger.setAside()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_named_twice_is_marked_once(boolean together) throws Exception {
        log(
                together,
                events.accepted("s1", "VB 1", "H29"),
                events.accepted("s2", "VB 1", removing("H29", "H29"), "H29"),
                events.accepted("s3", "VB 3", replacing("VB 1", "VB 1"), "H29"));

        assertThat(ledger.setAside()).isZero();
        assertThat(superseded("VB 1")).hasSize(2);
    }

    /** The day is one that no sender can name any more; it stands for what nobody has thought of. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_event_no_database_takes_is_set_aside_and_the_others_are_written(boolean together) throws Exception {
        log(
                together,
                events.accepted("s1", "VB 1", "H29"),
                events.accepted(
                        "s2", "VB 2", detailed(Operation.NEW, Urgency.NORMAL, Optional.of(LocalDate.MAX)), "H29"),
                events.accepted("s3", "VB 3", "H29"),
                events.ended("s3", "H29", End.TAKEN, 1));

        assertThat(track("VB 1").deliveries())
                .extracting(TrackedDelivery::state)
                .containsExactly(DeliveryState.QUEUED);
        assertThat(track("VB 3").deliveries())
                .extracting(TrackedDelivery::state)
                .containsExactly(DeliveryState.DELIVERED);
        assertThat(ledger.track("VB 2")).isEmpty();
        assertThat(ledger.setAside()).isEqualTo(1);
        assertThat(ledger.lag()).isZero();

        restart(Subjects.KEEP);
        log(events.accepted("s4", "VB 4", "H29"));
        assertThat(ledger.setAside()).as("after a new start").isEqualTo(1);
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

    /** Of what is accepted later, a status that was there before says nothing: not of an update, and not of a recall. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_status_says_nothing_of_a_later_delivery_of_the_same_document(boolean together) throws Exception {
        log(events.accepted("s1", "VB 1", "H29"));

        log(
                together,
                events.status("VB 1", "H29", ProcessingStatus.COMPLETED),
                events.accepted("s2", "VB 1", "H29"),
                events.status("VB 1", "H29", ProcessingStatus.ARRIVED));

        assertThat(track("VB 1").deliveries())
                .extracting(TrackedDelivery::status)
                .containsExactly(Optional.of(ProcessingStatus.COMPLETED), Optional.of(ProcessingStatus.ARRIVED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_status_from_before_the_first_acceptance_counts_for_that_alone(boolean together) throws Exception {
        Event acceptance = events.accepted("s1", "VB 1", "H29");
        log(
                together,
                events.status("VB 1", "H29", ProcessingStatus.COMPLETED),
                acceptance,
                events.accepted("s2", "VB 1", "H29"));

        assertThat(track("VB 1").deliveries())
                .extracting(TrackedDelivery::status)
                .containsExactly(Optional.of(ProcessingStatus.COMPLETED), Optional.empty());
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_replacement_marks_what_it_replaces_for_every_recipient_that_had_it(boolean together) throws Exception {
        log(
                together,
                events.accepted("s1", "VB 1", "H29", "H30"),
                events.ended("s1", "H29", End.TAKEN, 1),
                events.accepted("s2", "VB 2", "H29"),
                events.accepted("s3", "VB 3", replacing("VB 1", "VB 9"), "H29"));

        assertThat(superseded("VB 1"))
                .containsExactly(
                        "H29 DELIVERED REPLACED VB 3 " + START.plusSeconds(3),
                        "H30 QUEUED REPLACED VB 3 " + START.plusSeconds(3));
        assertThat(superseded("VB 2")).containsExactly("H29 QUEUED");
        assertThat(superseded("VB 3")).containsExactly("H29 QUEUED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_is_removed_by_an_update_is_marked_until_added_again(boolean together) throws Exception {
        log(
                together,
                events.accepted("s1", "VB 1", "H29", "H30"),
                events.accepted("s2", "VB 1", removing("H30"), "H29", "H30"),
                events.accepted("s3", "VB 1", removing("H29"), "H29", "H30"));

        assertThat(superseded("VB 1"))
                .containsExactly(
                        "H29 QUEUED REMOVED VB 1 " + START.plusSeconds(2),
                        "H30 QUEUED REMOVED VB 1 " + START.plusSeconds(1),
                        "H29 QUEUED REMOVED VB 1 " + START.plusSeconds(2),
                        "H30 QUEUED",
                        "H29 QUEUED",
                        "H30 QUEUED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void from_whom_a_document_was_taken_back_since_is_known(boolean together) throws Exception {
        log(
                together,
                events.accepted("s1", "VB 1", "H29", "H30", "H31"),
                events.accepted("s2", "VB 1", RECALL, "H29"),
                events.accepted("s3", "VB 1", removing("H31"), "H30", "H31"),
                events.accepted("s4", "VB 2", "H30"),
                events.accepted("s5", "VB 2", RECALL, "H30"));

        assertThat(takenBackSince("s1")).containsExactlyInAnyOrder("H29", "H31");
        assertThat(takenBackSince("s2")).containsExactly("H31");
        assertThat(takenBackSince("s3")).isEmpty();
        assertThat(takenBackSince("s9")).as("never heard of").isEmpty();
    }

    private List<String> takenBackSince(String submission) {
        return ledger.takenBackSince(submission(submission), TestEvents.document("VB 1")).stream()
                .map(AgencyId::value)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_dead_letter_that_had_been_recalled_ends_recalled(boolean together) throws Exception {
        log(
                together,
                events.accepted("s1", "VB 1", "H29", "H30"),
                events.ended("s1", "H29", End.DEAD, 7),
                events.ended("s1", "H30", End.DEAD, 7),
                events.settled("s1", "H29", Outcome.RECALLED));

        assertThat(track("VB 1").deliveries())
                .extracting(
                        TrackedDelivery::agency,
                        TrackedDelivery::state,
                        TrackedDelivery::attempts,
                        TrackedDelivery::since)
                .containsExactly(
                        tuple(new AgencyId("H29"), DeliveryState.RECALLED, 7, START.plusSeconds(3)),
                        tuple(new AgencyId("H30"), DeliveryState.DEAD, 7, START.plusSeconds(2)));
        assertThat(ledger.sums().addUp()).isTrue();
    }

    @Test
    void nobody_has_to_answer_what_was_replaced_or_who_was_removed() throws Exception {
        log(
                events.accepted("s1", "VB 1", "H29"),
                events.ended("s1", "H29", End.TAKEN, 1),
                events.accepted("s2", "VB 2", "H29", "H30"),
                events.ended("s2", "H29", End.TAKEN, 1),
                events.ended("s2", "H30", End.TAKEN, 1),
                events.accepted("s3", "VB 3", replacing("VB 1"), "H29"),
                events.accepted("s4", "VB 2", removing("H30"), "H30"),
                events.ended("s4", "H30", End.TAKEN, 1));
        clock.now = monday(17, 1);

        assertThat(overdue()).containsExactly("NOT_ANSWERED VB 2 H29");
    }

    private List<String> superseded(String document) {
        return track(document).deliveries().stream()
                .map(delivery -> delivery.agency() + " " + delivery.state()
                        + delivery.superseded()
                                .map(later -> " " + later.kind() + " " + later.by() + " " + later.since())
                                .orElse(""))
                .toList();
    }

    private static RoutingHeader.DocumentTraits replacing(String... documents) {
        List<DocumentId> replaced =
                Arrays.stream(documents).map(DocumentId::new).toList();
        return detailed(Operation.REPLACE, Urgency.NORMAL, Optional.empty())
                .withAmendment(new Amendment(List.of(), replaced));
    }

    private static RoutingHeader.DocumentTraits removing(String... agencies) {
        List<AgencyId> removed = Arrays.stream(agencies).map(AgencyId::new).toList();
        return detailed(Operation.UPDATE, Urgency.NORMAL, Optional.empty())
                .withAmendment(new Amendment(removed, List.of()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_answer_to_a_recall_counts_for_the_recall_and_a_refused_one_leaves_the_document_where_it_is(boolean together)
            throws Exception {
        log(
                together,
                events.accepted("s1", "VB 1", "H29"),
                events.status("VB 1", "H29", ProcessingStatus.RECEIVED),
                events.accepted("s2", "VB 1", detailed(Operation.RECALL, Urgency.NORMAL, Optional.empty()), "H29"),
                events.status("VB 1", "H29", ProcessingStatus.NOT_AGREED),
                events.status("VB 1", "H29", ProcessingStatus.COMPLETED));

        assertThat(track("VB 1").deliveries())
                .extracting(TrackedDelivery::operation, TrackedDelivery::status)
                .containsExactly(
                        tuple(Operation.NEW, Optional.of(ProcessingStatus.COMPLETED)),
                        tuple(Operation.RECALL, Optional.of(ProcessingStatus.NOT_AGREED)));
    }

    @Test
    void what_is_unusual_about_a_status_is_remarked() throws Exception {
        log(
                events.accepted("s1", "VB 1", "H29", "H30"),
                events.status("VB 1", "H29", ProcessingStatus.ARRIVED),
                events.status("VB 1", "H29", ProcessingStatus.RECEIVED),
                events.status("VB 1", "H30", ProcessingStatus.COMPLETED),
                events.status("VB 1", "H29", ProcessingStatus.IN_PROGRESS),
                events.status("VB 1", "H29", ProcessingStatus.ASSIGNED),
                events.status("VB 1", "H29", ProcessingStatus.IN_PROGRESS),
                events.status("VB 1", "H29", ProcessingStatus.AGREED),
                events.status("VB 1", "H29", ProcessingStatus.COMPLETED),
                events.status("VB 1", "H29", ProcessingStatus.REFUSED),
                events.status("VB 1", "H31", ProcessingStatus.RECEIVED),
                events.accepted("s2", "VB 1", detailed(Operation.RECALL, Urgency.NORMAL, Optional.empty()), "H29"),
                events.status("VB 1", "H29", ProcessingStatus.AGREED),
                events.status("VB 1", "H29", ProcessingStatus.AGREED));

        assertThat(track("VB 1").statuses())
                .extracting(status -> status.agency() + " " + status.status().code()
                        + status.remark().map(remark -> " " + remark).orElse(""))
                .containsExactly(
                        "H29 01",
                        "H29 03",
                        "H30 06 OUT_OF_ORDER",
                        "H29 05",
                        "H29 04 OUT_OF_ORDER",
                        "H29 05 REPEATED",
                        "H29 15 UNASKED",
                        "H29 06",
                        "H29 02 LATE",
                        "H31 03 NOT_A_RECIPIENT",
                        "H29 15",
                        "H29 15 REPEATED");
    }

    @Test
    void an_update_begins_the_way_anew() throws Exception {
        log(
                events.accepted("s1", "VB 1", "H29"),
                events.status("VB 1", "H29", ProcessingStatus.RECEIVED),
                events.status("VB 1", "H29", ProcessingStatus.IN_PROGRESS),
                events.status("VB 1", "H29", ProcessingStatus.COMPLETED),
                events.accepted("s2", "VB 1", detailed(Operation.UPDATE, Urgency.NORMAL, Optional.empty()), "H29"),
                events.status("VB 1", "H29", ProcessingStatus.AGREED),
                events.status("VB 1", "H29", ProcessingStatus.RECEIVED));

        assertThat(track("VB 1").statuses()).extracting(TrackedStatus::remark).containsOnly(Optional.empty());
    }

    @Test
    void a_submission_id_used_again_does_not_stop_the_ledger_and_ends_what_it_names() throws Exception {
        log(false, events.accepted("s1", "VB 1", "H29"), events.accepted("s1", "VB 2", "H29"));
        log(events.ended("s1", "H29", End.TAKEN, 1));

        assertThat(track("VB 1").deliveries().get(0).state()).isEqualTo(DeliveryState.QUEUED);
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

        List<TrackedDocument> found = ledger.find(search(words), List.of());
        assertThat(found).extracting(document -> document.document().value()).contains("VB 1");
        assertThat(found).hasSize(words.matches("[%!_]*") ? 2 : 1); // signs alone are not looked for
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "7/100", "7/1", "kha", "100'", "7\\"})
    void signs_part_words_and_a_word_may_be_begun(String words) throws Exception {
        log(events.accepted("s1", "VB 1", "H29"), events.accepted("s2", "VB 2", traits("7/100%_!", "Khác"), "H29"));

        assertThat(ledger.find(search(words), List.of()))
                .extracting(document -> document.document().value())
                .containsExactly("VB 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hac", "00", "100/7", "7-kha-c", "phong khac", "12/ubnd"})
    void the_middle_of_a_word_and_joined_words_in_another_order_are_not_found(String words) throws Exception {
        log(events.accepted("s1", "VB 1", "H29"), events.accepted("s2", "VB 2", traits("7/100%_!", "Khác"), "H29"));

        assertThat(ledger.find(search(words), List.of())).isEmpty();
    }

    @Test
    void a_document_is_found_by_its_latest_subject_only() throws Exception {
        log(events.accepted("s1", "VB 1", traits("7/TB", "Họp giao ban"), "H29"));
        log(events.accepted("s2", "VB 1", traits("7/TB", "Hoãn cuộc họp"), "H29"));

        assertThat(ledger.find(search("hoan hop"), List.of())).hasSize(1);
        assertThat(ledger.find(search("giao ban"), List.of())).isEmpty();
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

    @Test
    void the_oldest_come_first_if_that_is_asked_for() throws Exception {
        appendMany(0, 6_000, "Họp");
        append(events.accepted("rare", "VB rare", traits("1/TB", "Họp cuối năm"), "H29"));
        append(events.accepted("last", "VB last", traits("2/TB", "Họp cuối năm"), "H29"));
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();

        assertThat(ids(oldest("", Optional.empty())))
                .hasSize(10)
                .startsWith("VB 0", "VB 1")
                .endsWith("VB 9");
        assertThat(ids(oldest("hop", Optional.empty())))
                .hasSize(10)
                .startsWith("VB 0", "VB 1")
                .endsWith("VB 9");
        assertThat(ids(oldest("hop cuoi", Optional.empty()))).containsExactly("VB rare", "VB last");
        assertThat(ids(oldest("hop", Optional.of(new AgencyId("H29"))))).containsExactly("VB rare", "VB last");
        assertThat(ids(oldest("", Optional.of(new AgencyId("H31"))))).startsWith("VB 0", "VB 1");
    }

    private static Search oldest(String words, Optional<AgencyId> to) {
        return new Search(
                Optional.of(words).filter(text -> !text.isEmpty()),
                Optional.empty(),
                to,
                to.map(agency -> DeliveryState.QUEUED),
                Optional.empty(),
                Optional.empty(),
                10,
                true);
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
                        10,
                        false)))
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
                        10,
                        false)))
                .containsExactly("VB 1");
        assertThat(ids(new Search(
                        Optional.empty(),
                        none,
                        none,
                        Optional.of(DeliveryState.DEAD),
                        Optional.empty(),
                        Optional.empty(),
                        10,
                        false)))
                .containsExactly("VB 2");
        assertThat(ids(new Search(
                        Optional.empty(),
                        Optional.of(new AgencyId("000.00.00.G22")),
                        none,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(START.plusSeconds(1)),
                        10,
                        false)))
                .containsExactly("VB 1");
        assertThat(ids(new Search(
                        Optional.empty(), none, none, Optional.empty(), Optional.empty(), Optional.empty(), 1, false)))
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
        List<TrackedDocument> before = ledger.find(search(""), List.of());

        ledger.rebuild();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();

        assertThat(ledger.find(search(""), List.of())).hasSize(2).isEqualTo(before);
    }

    @Test
    void subjects_are_left_out_when_they_are_unwanted_and_numbers_are_still_found() throws Exception {
        restart(Subjects.OMIT);
        log(events.accepted("s1", "VB 1", "H29"));

        assertThat(track("VB 1").subject()).isEmpty();
        assertThat(track("VB 1").reference()).contains("12/QĐ-UBND");
        assertThat(ids(search("12/qd-ubnd"))).containsExactly("VB 1");
        assertThat(ids(search("phong chong bao"))).isEmpty();
        assertThat(Files.readString(eventFile())).doesNotContain("chống bão").contains("12/QĐ-UBND");
    }

    @Test
    void subjects_written_down_before_they_were_unwanted_go_and_do_not_come_back() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"), events.accepted("s2", "VB 2", "H29"));
        assertThat(ids(search("chong bao"))).hasSize(2);

        restart(Subjects.OMIT);
        assertThat(track("VB 1").subject()).isEmpty();
        assertThat(ids(search("chong bao"))).isEmpty();
        assertThat(ids(search("qd-ubnd"))).hasSize(2);

        ledger.rebuild();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
        assertThat(track("VB 2").subject()).isEmpty();
        assertThat(ids(search("chong bao"))).isEmpty();
        assertThat(ids(search("qd-ubnd"))).hasSize(2);
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
        assertThat(ledger.overdue(new OverdueQuery(Optional.empty(), Optional.empty(), List.of(), 10))
                        .get(0)
                        .deadline())
                .isEqualTo(monday(17, 0));

        log(events.ended("s1", "H29", End.TAKEN, 1));
        assertThat(overdue()).contains("NOT_ARRIVED VB 1 H26").doesNotContain("NOT_ARRIVED VB 1 H29");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_was_put_back_may_be_overdue_once_more(boolean together) throws Exception {
        clock.now = monday(9, 0);
        log(events.accepted("s1", "VB 1", "H29"));
        clock.now = monday(9, 0).plus(Duration.ofDays(30));
        assertThat(overdue()).containsExactly("NOT_ARRIVED VB 1 H29");

        log(together, events.ended("s1", "H29", End.DEAD, 10), events.settled("s1", "H29", Outcome.RETRIED));
        assertThat(overdue()).containsExactly("NOT_ARRIVED VB 1 H29");

        log(events.ended("s1", "H29", End.TAKEN, 1));
        assertThat(overdue()).doesNotContain("NOT_ARRIVED VB 1 H29");
    }

    @Test
    void what_was_put_back_after_the_day_it_was_due_is_overdue_once_more() throws Exception {
        clock.now = monday(9, 0);
        log(events.accepted(
                "s1", "VB 1", detailed(Operation.NEW, Urgency.NORMAL, Optional.of(LocalDate.of(2026, 3, 5))), "H29"));
        clock.now = monday(9, 0).plus(Duration.ofDays(30));
        assertThat(overdue()).contains("NOT_COMPLETED VB 1 H29");

        log(events.ended("s1", "H29", End.DEAD, 10));
        assertThat(overdue()).isEmpty();

        log(events.settled("s1", "H29", Outcome.RETRIED));
        assertThat(overdue()).contains("NOT_COMPLETED VB 1 H29");
    }

    @Test
    void a_look_for_what_is_overdue_ends_when_all_is_noted() throws Exception {
        clock.now = monday(9, 0);
        log(events.accepted(
                "s1",
                "VB 1",
                IntStream.rangeClosed(1, 12_000).mapToObj(i -> "H29." + i).toArray(String[]::new)));
        clock.now = monday(9, 0).plus(Duration.ofDays(30));

        assertThat(ledger.scanNow(PATIENCE)).isTrue();

        assertThat(ledger.overdueCounts()).containsEntry(DeadlineRule.NOT_ARRIVED, 12_000L);
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
    void the_end_of_the_day_something_is_due_is_that_of_the_calendar() throws Exception {
        ledger.close();
        deadlines = new Deadlines(
                CalendarFile.national(WorkingHours.parse("07:00-16:00").orElseThrow()),
                Deadlines.NOT_ARRIVED,
                Deadlines.RECALL_UNANSWERED,
                clock);
        ledger = start();
        Optional<LocalDate> tuesday = Optional.of(LocalDate.of(2026, 3, 3));
        log(events.accepted("s1", "VB 1", detailed(Operation.NEW, Urgency.NORMAL, tuesday), "H29"));
        log(events.ended("s1", "H29", End.TAKEN, 1), events.status("VB 1", "H29", ProcessingStatus.RECEIVED));
        clock.now = monday(15, 59).plus(Duration.ofDays(1));
        assertThat(overdue()).isEmpty();

        clock.now = monday(16, 0).plus(Duration.ofDays(1));

        assertThat(overdue()).containsExactly("NOT_COMPLETED VB 1 H29");
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
        assertThat(ledger.recallsToRemindOf(10)).as("answered").isEmpty();
    }

    @Test
    void of_a_recall_that_is_not_answered_each_recipient_is_to_be_reminded_once() throws Exception {
        log(events.accepted("s1", "VB 1", "H29", "H30"), events.ended("s1", "H29", End.TAKEN, 1));
        log(events.ended("s1", "H30", End.TAKEN, 1), events.status("VB 1", "H30", ProcessingStatus.RECEIVED));
        RoutingHeader.DocumentTraits recall = detailed(Operation.RECALL, Urgency.NORMAL, Optional.empty());
        log(events.accepted("s2", "VB 1", recall, "H29", "H30"));
        log(events.ended("s2", "H29", End.TAKEN, 1), events.ended("s2", "H30", End.TAKEN, 1));
        assertThat(ledger.scanNow(PATIENCE)).isTrue();
        assertThat(ledger.recallsToRemindOf(10)).as("still in time").isEmpty();

        clock.now = monday(9, 0).plus(Duration.ofDays(2));
        assertThat(ledger.scanNow(PATIENCE)).isTrue();
        DocumentKey document = new DocumentKey(TestEvents.SENDER, new DocumentId("VB 1"));
        UnansweredRecall first = new UnansweredRecall(submission("s2"), document, new AgencyId("H29"), endpoint("H29"));
        assertThat(ledger.recallsToRemindOf(1)).hasSize(1);
        assertThat(ledger.recallsToRemindOf(10)).hasSize(2).contains(first);

        log(new RecallReminded(clock.now, first.recall(), first.document(), first.recipient(), first.endpoint()));
        assertThat(ledger.recallsToRemindOf(10))
                .extracting(UnansweredRecall::recipient)
                .containsExactly(new AgencyId("H30"));
        assertThat(ledger.incidents(document.agency(), document.id()))
                .extracting(Incident::kind, Incident::agency)
                .containsExactly(tuple(Kind.REMINDED, new AgencyId("H29")));

        ledger.rebuild();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
        assertThat(ledger.scanNow(PATIENCE)).isTrue();
        assertThat(ledger.recallsToRemindOf(10)).as("after a rebuild").hasSize(1);
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

        List<ResponseReport> reports = ledger.responses()
                .report(TestEvents.START, TestEvents.START.plus(Duration.ofDays(1)))
                .agencies();

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
        assertThat(ledger.responses()
                        .report(TestEvents.START.plus(Duration.ofDays(1)), TestEvents.START.plus(Duration.ofDays(2)))
                        .agencies())
                .isEmpty();
    }

    @Test
    void documents_that_are_over_go_with_everything_about_them_and_sums_add_up() throws Exception {
        log(
                events.accepted("s1", "VB 1", "H29", "H26"),
                events.accepted("s2", "VB 2", "H29"),
                events.accepted("s3", "VB 3", "H29"));
        log(
                events.ended("s1", "H29", End.TAKEN, 1),
                events.ended("s1", "H26", End.EXPIRED, 0),
                events.ended("s3", "H29", End.DEAD, 10),
                events.status("VB 1", "H29", ProcessingStatus.ARRIVED));
        clock.now = monday(9, 0).plus(Duration.ofDays(1));
        assertThat(overdue()).containsExactlyInAnyOrder("NOT_ANSWERED VB 1 H29", "NOT_ARRIVED VB 2 H29");

        OldDocuments found = ledger.cleaning().finished(monday(9, 0), Set.of());
        assertThat(found).isEqualTo(new OldDocuments(2, Optional.of(START), Optional.of(START.plusSeconds(2))));
        assertThat(ledger.sums().accepted()).as("nothing is changed yet").isEqualTo(4);
        assertThat(remove(monday(9, 0), Set.of(submission("s3"))).count())
                .as("without the dead letter that can be retried")
                .isEqualTo(1);
        assertThat(ids(search(""))).containsExactly("VB 3", "VB 2");
        assertThat(remove(monday(9, 0), Set.of()).count()).isEqualTo(1);

        assertThat(ids(search(""))).containsExactly("VB 2");
        assertThat(overdue()).containsExactly("NOT_ARRIVED VB 2 H29");
        assertThat(ledger.sums().accepted()).isEqualTo(1);
        assertThat(ledger.sums().addUp()).isTrue();
        assertThat(ledger.cleaning().finished(monday(9, 0), Set.of())).isEqualTo(OldDocuments.NONE);
    }

    @Test
    void a_document_of_which_anything_waits_or_happened_lately_stays() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"), events.accepted("s2", "VB 2", "H29"));
        log(events.ended("s1", "H29", End.TAKEN, 1), events.ended("s2", "H29", End.TAKEN, 1));
        Event update = events.accepted("s3", "VB 1", "H29", "H30");
        log(update, events.ended("s3", "H29", End.TAKEN, 1));
        Event late = events.status("VB 2", "H29", ProcessingStatus.COMPLETED);
        log(late);

        assertThat(remove(late.at().plusSeconds(1), Set.of()).count())
                .as("VB 1 waits at H30")
                .isEqualTo(1);
        assertThat(ids(search(""))).containsExactly("VB 1");
        Event end = events.ended("s3", "H30", End.TAKEN, 1);
        log(end);
        assertThat(remove(end.at(), Set.of())).as("ended just then").isEqualTo(OldDocuments.NONE);
        assertThat(remove(end.at().plusMillis(1), Set.of()).count()).isEqualTo(1);
        assertThat(ledger.sums().accepted()).isZero();
        assertThat(ledger.sums().addUp()).isTrue();
    }

    @Test
    void a_document_only_statuses_have_named_goes_and_one_of_the_same_name_can_come_anew() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"), events.ended("s1", "H29", End.TAKEN, 1));
        log(events.status("VB 9", "H29", ProcessingStatus.ARRIVED));

        assertThat(remove(monday(9, 0), Set.of()).count()).isEqualTo(2);
        assertThat(ledger.track("VB 9")).isEmpty();

        log(events.accepted("s4", "VB 1", "H30"), events.status("VB 9", "H29", ProcessingStatus.RECEIVED));
        assertThat(track("VB 1").deliveries()).hasSize(1);
        assertThat(track("VB 9").statuses()).hasSize(1);
        assertThat(ledger.sums().addUp()).isTrue();
    }

    @Test
    void many_documents_go_while_others_are_written() throws Exception {
        for (int i = 0; i < 350; i++) {
            append(events.accepted("s" + i, "VB " + i, "H29"), events.ended("s" + i, "H29", End.TAKEN, 1));
        }
        Instant then = events.accepted("-", "-", "H29").at();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();

        CompletableFuture<OldDocuments> removal = CompletableFuture.supplyAsync(() -> remove(then, Set.of()));
        for (int i = 350; i < 400; i++) {
            log(events.accepted("s" + i, "VB " + i, "H29"), events.ended("s" + i, "H29", End.TAKEN, 1));
        }

        assertThat(removal.get().count()).isEqualTo(350);
        assertThat(ledger.sums().states()).containsEntry(DeliveryState.DELIVERED, 50L);
        assertThat(ledger.sums().addUp()).isTrue();
    }

    @Test
    void a_removal_ends_when_it_is_told_to_or_the_ledger_is_closed() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"), events.ended("s1", "H29", End.TAKEN, 1));
        assertThat(ledger.cleaning().removeFinished(START, Set.of(), () -> false))
                .isEqualTo(OldDocuments.NONE);

        ledger.close();
        assertThatExceptionOfType(RefusalException.class).isThrownBy(() -> remove(monday(9, 0), Set.of()));
        ledger = start();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
        assertThat(track("VB 1").deliveries()).hasSize(1);
    }

    /** What was accepted in a file that is gone has ended; the ledger knows nothing of it and need not. */
    @Test
    void a_ledger_made_anew_from_what_is_left_of_the_events_adds_up() throws Exception {
        ledger.close();
        log.close();
        log = new EventLog(folder.resolve("events"), new DataSize(1));
        ledger = start();
        log(events.accepted("s1", "VB 1", "H29")); // each in a file of its own
        log(events.accepted("s2", "VB 2", "H29"));
        log(events.ended("s1", "H29", End.DEAD, 10));
        assertThat(ledger.cleaning().neededFrom(Set.of())).isEqualTo(2);
        assertThat(ledger.cleaning().neededFrom(Set.of(submission("s1")))).isEqualTo(1);

        log.oldEvents().remove(log.oldEvents().before(monday(9, 0), 1), log.end());
        assertThat(ledger.oldestEvent()).isEqualTo(2);
        assertThat(ledger.sums().addUp()).isTrue();
        ledger.rebuild();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();

        assertThat(ledger.track("VB 1")).isEmpty();
        assertThat(queuedAt("H29")).containsExactly(submission("s2"));
        assertThat(ledger.sums().addUp()).isTrue();
        assertThat(ledger.cleaning().hasUnexplainedEnds(monday(9, 0))).isFalse();
        log(events.ended("s9", "H29", End.TAKEN, 1));
        assertThat(ledger.sums().addUp())
                .as("what ends later is to have a beginning")
                .isFalse();
        assertThat(ledger.cleaning().hasUnexplainedEnds(monday(9, 0))).isTrue();
    }

    private OldDocuments remove(Instant before, Set<SubmissionKey> open) {
        try {
            return ledger.cleaning().removeFinished(before, open, () -> true);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> overdue() throws Exception {
        assertThat(ledger.scanNow(PATIENCE)).isTrue();
        return ledger.overdue(new OverdueQuery(Optional.empty(), Optional.empty(), List.of(), 100)).stream()
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
        return new RoutingHeader.DocumentTraits(
                operation, Optional.of("1/UBND"), Optional.empty(), urgency, due, Optional.empty(), Optional.empty());
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
        return start(Subjects.KEEP);
    }

    private Ledger start(Subjects subjects) {
        Ledger started = new Ledger(log, settings(subjects), folder.resolve("ledger.db"), deadlines);
        started.start();
        return started;
    }

    private void restart(Subjects subjects) throws Exception {
        ledger.close();
        log.close();
        log = new EventLog(folder.resolve("events"), DataSize.ofMebibytes(1), subjects);
        ledger = start(subjects);
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
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

    private List<Event.SubmissionKey> queuedAt(String agency) {
        List<Event.SubmissionKey> queued = new ArrayList<>();
        new OpenDeliveries(ledger).queuedAt(endpoint(agency), delivery -> queued.add(delivery.submission()));
        return queued;
    }

    final TrackedDocument track(String document) {
        return ledger.track(TestEvents.SENDER, TestEvents.document(document).id())
                .orElseThrow();
    }

    private Path eventFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("events"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private List<String> ids(Search search) {
        return ledger.find(search, List.of()).stream()
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
                10,
                false);
    }

    private static Search search(String words) {
        return new Search(
                Optional.of(words),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10,
                false);
    }
}
