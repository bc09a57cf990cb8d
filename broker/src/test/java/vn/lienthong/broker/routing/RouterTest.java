// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.directory.Agency;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.directory.DirectoryPolicy;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.directory.Suspension;
import vn.lienthong.broker.disk.DiskLimits;
import vn.lienthong.broker.disk.DiskSpace;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

final class RouterTest {
    private static final String BY = "lan";
    private static final EndpointId HUE = new EndpointId("hue");
    private static final EndpointId OFFICE = new EndpointId("vpcp");
    private static final Instant NOON = Instant.parse("2026-06-01T05:00:00Z");
    private static final SubmissionId SUBMISSION = new SubmissionId("submission-1");
    private static final DocumentId DOCUMENT = new DocumentId("H57,2026/06/01,1/UBND-VP");

    @TempDir
    Path folder;

    private Directory directory;

    @BeforeEach
    void openDirectory() {
        directory = new Directory(folder.resolve("directory.json"), DirectoryPolicy.DEFAULT, Clock.systemUTC());
        directory.put(List.of(endpoint(HUE, "H57"), endpoint(OFFICE, "G22", "G09")), BY);
    }

    @Test
    void a_document_goes_to_the_hosts_of_its_recipients_each_once() {
        Route route = route(document("H57.12", "G22", "H57.13.02", "G09"));

        assertThat(route.isDocument()).isTrue();
        assertThat(route.stamp().sender()).isEqualTo(HUE);
        assertThat(route.stamp().acceptedAt()).isEqualTo(NOON);
        assertThat(route.stamp().endpoints()).containsExactly(OFFICE, HUE, OFFICE);
        assertThat(route.mailboxes()).containsExactly(OFFICE, HUE);
        assertThat(route.undeliverable()).isEmpty();
    }

    @Test
    void an_agency_named_by_its_code_and_by_an_alias_is_named_twice() {
        directory.put(withAlias("H57.13", "so-khcn"), BY);

        assertThat(problems(router(NOON, 10), new Envelope(HUE, lookup(document("H57", "so-khcn", "H57.13")), 1, true)))
                .containsExactly(ErrorCode.RECIPIENT_REPEATED.with("H57.13"));
        assertThat(route(document("H57", "so-khcn", "H57.14")).stamp().aliases())
                .hasToString("so-khcn/H57.13");
        assertThat(route(document("H57", "H57.13")).stamp().aliases().isEmpty()).isTrue();
    }

    private static Agency withAlias(String code, String alias) {
        return new Agency(
                new AgencyId(code),
                code,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                agencies(alias),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void urgency_becomes_priority() {
        for (Urgency urgency : Urgency.values()) {
            RoutingHeader header = RoutingHeader.document(
                    SUBMISSION,
                    new AgencyId("H57"),
                    agencies("G22"),
                    DOCUMENT,
                    new RoutingHeader.DocumentTraits(Operation.NEW, Optional.empty(), Optional.empty(), urgency));
            assertThat(route(header).priority()).isEqualTo(4 + urgency.code()).isBetween(4, 9);
        }
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        directory.suspend(new AgencyId("G09"), Optional.of(Suspension.UNTIL_RESUMED), BY);
        Envelope envelope = new Envelope(HUE, lookup(document("G22", "T99", "G14", "G09", "H49", "H57")), 0, false);

        assertThat(problems(router(NOON, 4), envelope))
                .containsExactlyInAnyOrder(
                        ErrorCode.NOT_HOSTED.with("hue", "G22"),
                        ErrorCode.NOT_DURABLE.with("submission-1"),
                        ErrorCode.EMPTY_BODY.with("submission-1"),
                        ErrorCode.TOO_MANY_RECIPIENTS.with("5", "4"),
                        ErrorCode.RECIPIENT_UNKNOWN.with("T99"),
                        ErrorCode.RECIPIENT_CLOSED.with("G14", "2025-04-14", "G06"),
                        ErrorCode.RECIPIENT_SUSPENDED.with("G09"),
                        ErrorCode.RECIPIENT_NOT_CONNECTED.with("H49"));
    }

    @Test
    void a_body_may_be_as_large_as_the_limit_and_no_larger() {
        RoutingHeader header = document("H57", "G22");

        assertThat(router(NOON, 10).route(new Envelope(HUE, lookup(header), 1_048_576, true)))
                .isNotNull();
        assertThat(problems(router(NOON, 10), new Envelope(HUE, lookup(header), 1_048_577, true)))
                .containsExactly(ErrorCode.TOO_LARGE.with("1048577", "1048576"));
    }

    @Test
    void a_document_may_be_handed_out_until_its_sender_says_or_else_its_class() {
        Duration hour = Duration.ofHours(1);
        RoutingLimits limits = new RoutingLimits(DataSize.ofMebibytes(1), 10, Map.of(Urgency.NORMAL, hour));
        RoutingHeader header = document("H57", "G22");
        Instant later = NOON.plus(hour).plus(hour);

        assertThat(router(limits).route(sent(header)).expires()).contains(NOON.plus(hour));
        assertThat(router(limits)
                        .route(sent(header.expiring(Optional.of(later))))
                        .expires())
                .contains(later);
        assertThat(router(limits)
                        .route(new Envelope(HUE, lookup(header), 1, true, Optional.of(later)))
                        .expires())
                .contains(later);
        assertThat(router(NOON, 10).route(sent(header)).expires()).isEmpty();
    }

    @Test
    void of_two_times_the_earlier_counts_and_one_that_is_over_is_refused() {
        Instant later = NOON.plusMillis(1);
        RoutingHeader header = document("H57", "G22").expiring(Optional.of(later));

        assertThat(router(NOON, 10)
                        .route(new Envelope(HUE, lookup(header), 1, true, Optional.of(later.plusMillis(1))))
                        .expires())
                .contains(later);
        assertThat(problems(router(NOON, 10), new Envelope(HUE, lookup(header), 1, true, Optional.of(NOON))))
                .containsExactly(ErrorCode.EXPIRED_BEFORE.with(NOON.toString(), NOON.toString()));
    }

    @Test
    void a_recall_and_a_status_wait_for_ever() {
        RoutingLimits limits =
                new RoutingLimits(DataSize.ofMebibytes(1), 10, Map.of(Urgency.NORMAL, Duration.ofHours(1)));
        RoutingHeader recall = RoutingHeader.document(
                SUBMISSION,
                new AgencyId("H57"),
                agencies("G22"),
                DOCUMENT,
                new RoutingHeader.DocumentTraits(Operation.RECALL, Optional.empty(), Optional.empty(), Urgency.NORMAL));
        Optional<Instant> over = Optional.of(NOON.minusMillis(1));

        assertThat(router(limits)
                        .route(new Envelope(HUE, lookup(recall), 1, true, over))
                        .expires())
                .isEmpty();
        assertThat(router(limits)
                        .route(new Envelope(HUE, lookup(status("H57", "G22")), 1, true, over))
                        .expires())
                .isEmpty();
    }

    @Test
    void an_endpoint_that_is_not_registered_is_told_nothing_else() {
        Envelope envelope = new Envelope(new EndpointId("stranger"), lookup(document("G22", "T99")), 0, false);

        assertThat(problems(router(NOON, 10), envelope)).containsExactly(ErrorCode.ENDPOINT_UNKNOWN.with("stranger"));
    }

    @Test
    void a_code_closes_at_midnight_in_vietnam() {
        directory.put(
                new Agency(new AgencyId("G09"), "Bộ", Optional.of(LocalDate.of(2026, 7, 1)), agencies("G06"), false),
                BY);
        Envelope envelope = new Envelope(HUE, lookup(document("H57", "G09")), 1, true);

        assertThat(router(Instant.parse("2026-06-30T16:59:59Z"), 10)
                        .route(envelope)
                        .mailboxes())
                .containsExactly(OFFICE);
        assertThat(problems(router(Instant.parse("2026-06-30T17:00:00Z"), 10), envelope))
                .containsExactly(ErrorCode.RECIPIENT_CLOSED.with("G09", "2026-07-01", "G06"));
    }

    @Test
    void the_recall_from_an_agency_that_has_closed_goes_to_its_successor() {
        EndpointId successor = new EndpointId("agriculture");
        directory.put(List.of(endpoint(successor, "G06")), BY);
        directory.put(
                new Agency(new AgencyId("G09"), "Bộ", Optional.of(LocalDate.of(2026, 7, 1)), agencies("G06"), false),
                BY);
        RoutingHeader document = document("H57", "G09");
        Map<String, String> recall = new HashMap<>(document.toProperties());
        recall.put(HeaderNames.OPERATION, "1");
        Router later = router(Instant.parse("2026-06-30T17:00:00Z"), 10);

        assertThat(problems(later, new Envelope(HUE, lookup(document), 1, true)))
                .containsExactly(ErrorCode.RECIPIENT_CLOSED.with("G09", "2026-07-01", "G06"));
        assertThat(later.route(new Envelope(HUE, name -> Optional.ofNullable(recall.get(name)), 1, true))
                        .mailboxes())
                .containsExactly(successor);
    }

    @Test
    void what_takes_a_document_back_also_reaches_an_agency_that_is_suspended_and_one_below_it() {
        directory.suspend(new AgencyId("G09"), Optional.of(Suspension.UNTIL_RESUMED), BY);
        Map<String, String> recall =
                new HashMap<>(document("H57", "G09", "G09.01").toProperties());
        recall.put(HeaderNames.OPERATION, "1");
        Map<String, String> update = new HashMap<>(document("H57", "G22", "G09").toProperties());
        update.put(HeaderNames.OPERATION, "2");
        update.put(HeaderNames.REMOVED, "G09");

        assertThat(route(recall).stamp().endpoints()).containsExactly(OFFICE, OFFICE);
        assertThat(route(update).stamp().endpoints()).containsExactly(OFFICE, OFFICE);
    }

    @Test
    void an_update_reaches_no_suspended_agency_that_it_leaves_a_recipient() {
        directory.suspend(new AgencyId("G09"), Optional.of(Suspension.UNTIL_RESUMED), BY);
        Map<String, String> update = new HashMap<>(document("H57", "G22", "G09").toProperties());
        update.put(HeaderNames.OPERATION, "2");
        update.put(HeaderNames.REMOVED, "G22");

        assertThat(problems(
                        router(NOON, 10), new Envelope(HUE, name -> Optional.ofNullable(update.get(name)), 1, true)))
                .containsExactly(ErrorCode.RECIPIENT_SUSPENDED.with("G09"));
    }

    private Route route(Map<String, String> properties) {
        return router(NOON, 10).route(new Envelope(HUE, name -> Optional.ofNullable(properties.get(name)), 1, true));
    }

    @Test
    void a_status_is_taken_though_its_addressee_has_closed_or_gone() {
        Route closed = route(status("H57", "G14"));
        Route gone = route(status("H57", "T99"));
        Route known = route(status("H57", "G22"));

        for (Route route : List.of(closed, gone)) {
            assertThat(route.isDocument()).isFalse();
            assertThat(route.mailboxes()).isEmpty();
            assertThat(route.undeliverable()).get().asString().contains("LT-R02");
        }
        assertThat(known.mailboxes()).containsExactly(OFFICE);
        assertThat(known.undeliverable()).isEmpty();
    }

    @Test
    void a_status_for_a_closed_agency_with_successors_at_different_endpoints_goes_to_the_work_list() {
        directory.put(
                new Agency(
                        new AgencyId("H49"),
                        "H49",
                        Optional.of(LocalDate.of(2026, 1, 1)),
                        agencies("H57", "G09"),
                        false),
                BY);

        Route route = route(status("H57", "H49"));

        assertThat(route.mailboxes()).isEmpty();
        assertThat(route.undeliverable()).get().asString().contains("LT-R04").contains("H57, G09");
    }

    @Test
    void a_closed_agency_sends_no_documents_but_still_reports() {
        directory.put(List.of(endpoint(new EndpointId("information"), "G14")), BY);
        EndpointId sender = new EndpointId("information");

        assertThat(problems(router(NOON, 10), new Envelope(sender, lookup(document("G14", "G22")), 1, true)))
                .containsExactly(ErrorCode.SENDER_CLOSED.with("G14", "2025-04-14", "G06"));
        assertThat(router(NOON, 10).route(new Envelope(sender, lookup(status("G14", "G22")), 1, true)))
                .isNotNull();
    }

    private Route route(RoutingHeader header) {
        return router(NOON, 10).route(new Envelope(HUE, lookup(header), 1, true));
    }

    @Test
    void a_full_disk_refuses_documents_but_neither_statuses_nor_recalls() {
        Router full = router(NOON, 10, new DiskSpace.Usage(90, 10));

        assertThat(problems(full, new Envelope(HUE, lookup(document("H57", "G22")), 1, true)))
                .containsExactly(ErrorCode.DISK_FULL.with("90", "88"));
        assertThat(full.route(new Envelope(HUE, lookup(status("H57", "G22")), 1, true)))
                .isNotNull();
        Map<String, String> recall = new HashMap<>(document("H57", "G22").toProperties());
        recall.put(HeaderNames.OPERATION, Integer.toString(Operation.RECALL.code()));
        assertThat(full.route(new Envelope(HUE, name -> Optional.ofNullable(recall.get(name)), 1, true)))
                .isNotNull();
    }

    private Router router(Instant now, int recipients) {
        return router(now, recipients, new DiskSpace.Usage(0, 1));
    }

    private Router router(RoutingLimits limits) {
        DiskWatch disk = new DiskWatch(() -> new DiskSpace.Usage(0, 1), DiskLimits.USUAL);
        return new Router(directory, limits, disk, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static Envelope sent(RoutingHeader header) {
        return new Envelope(HUE, lookup(header), 1, true);
    }

    private Router router(Instant now, int recipients, DiskSpace.Usage usage) {
        RoutingLimits limits = new RoutingLimits(DataSize.ofMebibytes(1), recipients);
        DiskWatch disk = new DiskWatch(() -> usage, DiskLimits.USUAL);
        return new Router(directory, limits, disk, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static List<Problem> problems(Router router, Envelope envelope) {
        return catchThrowableOfType(RefusalException.class, () -> router.route(envelope))
                .refusal()
                .problems();
    }

    private static RoutingHeader document(String from, String... to) {
        return RoutingHeader.document(
                SUBMISSION,
                new AgencyId(from),
                agencies(to),
                DOCUMENT,
                new RoutingHeader.DocumentTraits(
                        Operation.NEW, Optional.of("1/UBND-VP"), Optional.empty(), Urgency.NORMAL));
    }

    private static RoutingHeader status(String from, String to) {
        return RoutingHeader.status(
                SUBMISSION, new AgencyId(from), new AgencyId(to), DOCUMENT, ProcessingStatus.ARRIVED);
    }

    private static RoutingHeader.PropertyLookup lookup(RoutingHeader header) {
        Map<String, String> properties = header.toProperties();
        return name -> Optional.ofNullable(properties.get(name));
    }

    private static Endpoint endpoint(EndpointId id, String... agencies) {
        return new Endpoint(id, id.value(), agencies(agencies));
    }

    private static List<AgencyId> agencies(String... codes) {
        return Arrays.stream(codes).map(AgencyId::new).toList();
    }
}
